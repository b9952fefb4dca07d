import { isAnswer, markOf, type ReviewPart } from './review-marks'

export const PART_FILTERS = ['all', 'unseen', 'changed', 'proven', 'returns'] as const
export type ReviewFilter = (typeof PART_FILTERS)[number]

const PASSES: Record<ReviewFilter, (part: ReviewPart) => boolean> = {
  all: () => true,
  unseen: (part) => markOf(part) === null || markOf(part) === 'later',
  changed: (part) => (isAnswer(part) ? part.changed_since !== null : (part.before?.changed.length ?? 0) > 0),
  proven: (part) => !isAnswer(part) && part.percent === 100 && part.evidence.length > 0,
  returns: (part) => markOf(part) === 'return',
}

export function passing(parts: readonly ReviewPart[], filter: ReviewFilter): ReviewPart[] {
  return parts.filter(PASSES[filter])
}

/** What is shown under a filter: the part at hand stays in its place though a mark has just taken it out of the filter. */
export function shownUnder(parts: readonly ReviewPart[], filter: ReviewFilter, current: string | undefined): ReviewPart[] {
  return parts.filter((part) => PASSES[filter](part) || part.id === current)
}
