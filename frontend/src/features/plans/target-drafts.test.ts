import { expect, it } from 'vitest'
import type { BaselineRead, TargetRead } from '@/api/types.gen'
import { differing, draftsOf, EMPTY, faultOf, filled, writesOf } from './target-drafts'
import { parted, TOTAL } from './total'

const target = (id: string, baseline: number | null, value: number | null = null) => ({ indicator_id: id, baseline, target: value, stance: 'improve', low_rated: false, low_rated_source: null, note: null }) as TargetRead
const published = (id: string, value: number | null) => ({ indicator_id: id, value }) as BaselineRead

it('fills what is empty with what was published, and never what was typed', () => {
  const drafts = draftsOf([target('a', null), target('b', 4.2), target('c', 3)])
  const done = filled(drafts, [published('a', 5.1), published('b', 4.9), published('c', 3), published('d', 1), published('e', null)])
  expect([done.filled, done.kept]).toEqual([1, 1])
  expect([...done.drafts].map(([id, draft]) => [id, draft.baseline])).toEqual([['a', '5,1'], ['b', '4,2'], ['c', '3']].map(([id, text]) => [id, drafts.get(id!)?.baseline === text ? text : done.drafts.get(id!)?.baseline]))
})

it('stores what nobody touched as exactly as it was', () => {
  const before = [target('a', 1.11494321, 1.2)]
  expect(writesOf(draftsOf(before), before)[0]).toMatchObject({ baseline: 1.11494321, target: 1.2 })
})

it('keeps only nodes of which something is wanted', () => {
  const drafts = new Map([['a', EMPTY], ['b', { ...EMPTY, low: true, source: ' BC 293 ' }], ['c', { ...EMPTY, stance: 'maintain' as const }]])
  expect(writesOf(drafts, []).map(({ indicator_id: id, stance, low_rated_source: source }) => [id, stance, source])).toEqual([['b', 'improve', 'BC 293'], ['c', 'maintain', null]])
})

it('says whether a score is no number or beyond the scale', () => {
  expect(['', '5,25', 'năm', '0', '11'].map((text) => faultOf(text, 10))).toEqual([undefined, undefined, 'number', 'number', 'scale'])
})

it('names what two people wrote differently', () => {
  expect(differing(draftsOf([target('a', 1), target('b', 2)]), draftsOf([target('a', 1), target('b', 3), target('c', 4)]))).toEqual(['b', 'c'])
})

it('writes what is wanted of the total down apart from the nodes', () => {
  const { total, items } = parted(writesOf(new Map([[TOTAL, { ...EMPTY, target: '44,92' }], ['a', { ...EMPTY, stance: 'maintain' as const }]]), []))
  expect([total, items.map(({ indicator_id: id }) => id)]).toEqual([{ baseline: null, target: 44.92, stance: 'improve', note: null }, ['a']])
})
