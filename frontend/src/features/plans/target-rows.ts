import type { TargetRead } from '@/api/types.gen'
import { compareCode, compareText } from '@/lib/format'

import { TOTAL } from './total'

type Comparison = (a: TargetRead, b: TargetRead) => number

/** What is not there stands last, whichever way. */
function byNumber(valueOf: (row: TargetRead) => number | null, down: boolean): Comparison {
  return (a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return down ? right - left : left - right
  }
}

/** The total is first, whichever way. */
export function sortTargets(rows: readonly TargetRead[], sort = 'code'): TargetRead[] {
  const down = sort.startsWith('-')
  const turned = (compare: Comparison): Comparison => (down ? (a, b) => compare(b, a) : compare)
  const comparisons: Record<string, Comparison> = {
    code: turned((a, b) => compareCode(a.code, b.code)),
    stance: turned((a, b) => compareText(a.stance, b.stance)),
    baseline: byNumber((row) => row.baseline, down),
    target: byNumber((row) => row.target, down),
  }
  const compare = comparisons[sort.replace(/^-/, '')] ?? turned((a, b) => compareCode(a.code, b.code))
  return [...rows].sort((a, b) => Number(b.level === TOTAL) - Number(a.level === TOTAL) || compare(a, b))
}
