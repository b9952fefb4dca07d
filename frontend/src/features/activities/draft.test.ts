import { expect, test } from 'vitest'
import type { ActivityRead } from '@/api/types.gen'
import { draftOf, isReady, newOf, numberOf, patchOf } from './draft'

const HELD = {
  id: 'a',
  version: 3,
  kind: 'dialogue',
  form: 'conference',
  state: 'held',
  title: 'Đối thoại',
  begins_on: '2024-08-09',
  ends_on: '2024-08-09',
  place: 'Hội trường',
  audience: '',
  participants: 64,
  women: null,
  result: 'Đã trả lời',
  task: { id: 't', title: 'Đối thoại định kỳ', source_ref: 'II.2' },
  indicators: [{ id: 'i', code: '3.1.1', name: 'Gặp cán bộ' }],
} as unknown as ActivityRead

test('numbers are taken as clerks type them', () => {
  expect(['', '85', '1.250', '1 250', '-1', 'tám', '12345678'].map(numberOf)).toEqual([null, 85, 1250, 1250, undefined, undefined, undefined])
})

test('a correction sends only what differs', () => {
  const draft = draftOf(HELD, '2024-09-17')
  expect(patchOf(draft, HELD)).toEqual({})
  expect(patchOf({ ...draft, participants: '68', women: '30' }, HELD)).toEqual({ participants: 68, women: 30 })
  expect(patchOf({ ...draft, task_id: undefined, ends_on: '2024-08-10' }, HELD)).toEqual({ task_id: null, ends_on: '2024-08-10' })
})

test('a planned one says nothing of how it went', () => {
  const draft = { ...draftOf(undefined, '2024-09-17'), title: ' Tập huấn ', result: 'Tốt', participants: '9' }
  expect(newOf({ ...draft, state: 'planned' })).not.toHaveProperty('result')
  expect(newOf(draft)).toMatchObject({ title: 'Tập huấn', begins_on: '2024-09-17', ends_on: '2024-09-17', participants: 9, result: 'Tốt' })
  expect([isReady({ ...draft, result: ' ' }), isReady({ ...draft, state: 'planned', result: '' }), isReady({ ...draft, women: 'x' })]).toEqual([false, true, false])
})
