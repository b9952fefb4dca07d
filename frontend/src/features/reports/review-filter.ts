import type { LineRead } from '@/api/types.gen'
import { markOf } from './review-marks'

export const LINE_FILTERS = ['all', 'unseen', 'changed', 'proven', 'returns'] as const
export type ReviewFilter = (typeof LINE_FILTERS)[number]

const PASSES: Record<ReviewFilter, (line: LineRead) => boolean> = {
  all: () => true,
  unseen: (line) => markOf(line) === null || markOf(line) === 'later',
  changed: (line) => (line.before?.changed.length ?? 0) > 0,
  proven: (line) => line.percent === 100 && line.evidence.length > 0,
  returns: (line) => markOf(line) === 'return',
}

export function passing(lines: readonly LineRead[], filter: ReviewFilter): LineRead[] {
  return lines.filter(PASSES[filter])
}

/** What is shown under a filter: the line at hand stays in its place though a mark has just taken it out of the filter. */
export function shownUnder(lines: readonly LineRead[], filter: ReviewFilter, current: string | undefined): LineRead[] {
  return lines.filter((line) => PASSES[filter](line) || line.id === current)
}
