import { expect, it } from 'vitest'
import type { BoardRow } from '@/api/types.gen'
import { daysLate, sortRows, splitRows } from './board-rows'

const row = (name: string, standing: string, sent: string | null = null): BoardRow => ({
  unit: { id: name, code: name, name, kind: 'ward' },
  unit_before: null,
  report_id: name,
  standing,
  state: 'draft',
  due_at: '2024-09-16T17:00:00+07:00',
  first_submitted_at: sent,
  submitted_at: sent,
  accepted_at: null,
  saved_at: null,
  lines_total: 10,
  lines_complete: 5,
  answers_total: 0,
  answers_complete: 0,
  changed_since_acceptance: false,
  extended_to: null,
  extension_reason: null,
  exceptions: [],
  allowed_actions: [],
})
const ROWS = [row('Phòng Tư pháp', 'late', '2024-09-18T08:00:00+07:00'), row('Phường Thắng Nhì', 'missing'), row('Phường 5', 'on_time', '2024-09-16T09:00:00+07:00'), row('Công an thành phố', 'asked')]
const names = (rows: readonly BoardRow[]) => rows.map(({ unit }) => unit.name)

it('finds units without diacritics and keeps asked bodies apart from every counter', () => {
  expect(names(splitRows(ROWS, 'thang', undefined).expected)).toEqual(['Phường Thắng Nhì'])
  const late = splitRows(ROWS, undefined, 'late')
  expect([names(late.expected), names(late.asked)]).toEqual([['Phòng Tư pháp'], ['Công an thành phố']])
})

it('keeps the official order until another is asked for, and puts what is not there last both ways', () => {
  expect(names(sortRows(ROWS, undefined))).toEqual(names(ROWS))
  expect(names(sortRows(ROWS, 'sent'))).toEqual(['Phường 5', 'Phòng Tư pháp', 'Phường Thắng Nhì', 'Công an thành phố'])
  expect(names(sortRows(ROWS, '-sent')).slice(0, 2)).toEqual(['Phòng Tư pháp', 'Phường 5'])
  expect(names(sortRows(ROWS, 'standing'))[0]).toBe('Phường Thắng Nhì')
})

it('counts lateness in days from the own deadline, and never for one that is asked', () => {
  expect(ROWS.map(daysLate)).toEqual([2, 0, 0, 0])
  expect(daysLate(row('x', 'late', '2024-09-16T19:24:00+07:00'))).toBe(0)
  expect(daysLate(row('x', 'asked', '2024-09-20T08:00:00+07:00'))).toBe(0)
})
