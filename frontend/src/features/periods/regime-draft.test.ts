import { expect, it } from 'vitest'
import type { RegimeRow } from '@/api/types.gen'
import { draftOf, emptyRow, readYearlyDay, rowOf, wrongIn } from './regime-draft'

const ROW: RegimeRow = {
  kind: 'quarter_1',
  code: '{year}Q1',
  title: 'Báo cáo quý I/{year}',
  data_from: { year: -1, month: 12, day: 15 },
  data_to: { year: 0, month: 3, day: 14 },
  cumulative: false,
  ministry: { year: 0, month: 3, day: 20 },
  at: '17:00',
  deadlines: { ward: { on: { year: 0, month: 3, day: 12 } }, department: { working_days_before: 3 }, city: { working_days_before: 2 } },
}

it('gives back what it was given, a fixed day as a fixed day', () => {
  expect(rowOf(draftOf(ROW, '{năm}'))).toEqual(ROW)
  expect(draftOf(ROW, '{năm}')).toMatchObject({ title: 'Báo cáo quý I/{năm}', code: '{năm}Q1' })
})

it('keeps the fixed day of a level while its working days are tried, and the other way round', () => {
  const draft = draftOf(ROW, '{year}')
  const tried = { ...draft, levels: { ...draft.levels, ward: { ...draft.levels.ward, fixed: false, days: '4' } } }
  expect(rowOf(tried)?.deadlines.ward).toEqual({ working_days_before: 4 })
  expect(rowOf({ ...tried, levels: { ...tried.levels, ward: { ...tried.levels.ward, fixed: true } } })?.deadlines.ward).toEqual(ROW.deadlines.ward)
})

it('takes days as clerks type them, and none that not every year has', () => {
  const read = (text: string) => readYearlyDay({ text, year: 0 })
  expect([read('05/02'), read('5-2'), read(' 5.2 ')]).toEqual(Array(3).fill({ day: 5, month: 2, year: 0 }))
  expect([read('29/2'), read('31/4'), read('0/1'), read('1/13'), read('20'), read('')]).toEqual(Array(6).fill(null))
})

it('names each field that cannot be meant so', () => {
  const draft = draftOf(ROW, '{năm}')
  expect([...wrongIn(draft)]).toEqual([])
  expect([...wrongIn({ ...draft, title: ' ', code: '{quý}', at: '25:00', to: { text: '1/12', year: -1 } })]).toEqual(['title', 'code', 'backwards', 'at'])
  expect([...wrongIn({ ...draft, levels: { ...draft.levels, city: { ...draft.levels.city, days: '61' } } })]).toEqual(['city'])
  expect([...wrongIn(emptyRow([]))]).toEqual(['title', 'code', 'from', 'to', 'ministry'])
  expect(rowOf({ ...draft, at: '8h30' })?.at).toBe('08:30')
})
