import { expect, it } from 'vitest'
import type { TargetRead } from '@/api/types.gen'
import { sortTargets } from './target-rows'

const row = (code: string, baseline: number | null) => ({ code, baseline, target: null, stance: 'improve' }) as TargetRead
const codes = (rows: readonly TargetRead[]) => rows.map(({ code }) => code)
const ROWS = [row('2.10', 3), row('2.2', null), row('1', 5)]

it('orders codes by their parts, not by their letters', () => {
  expect(codes(sortTargets(ROWS))).toEqual(['1', '2.2', '2.10'])
  expect(codes(sortTargets(ROWS, '-code'))).toEqual(['2.10', '2.2', '1'])
})

it('puts a baseline that nobody knows last, whichever way', () => {
  expect(codes(sortTargets(ROWS, 'baseline'))).toEqual(['2.10', '1', '2.2'])
  expect(codes(sortTargets(ROWS, '-baseline'))).toEqual(['1', '2.10', '2.2'])
})

it('keeps the total at the head, whatever is sorted by', () => {
  const rows = [...ROWS, { ...row('PAPI', 44), level: 'total' }]
  expect(['code', '-code', 'baseline', '-baseline'].map((sort) => codes(sortTargets(rows, sort))[0])).toEqual(['PAPI', 'PAPI', 'PAPI', 'PAPI'])
})
