import type { ActivityKind, ActivityState } from '@/api/types.gen'
import type { ListSearch } from '@/lib/search-params'

// What the address may say. Apart from the page, because the route reads it before the page is loaded.
export const KINDS: readonly ActivityKind[] = ['communication', 'legal_education', 'training', 'dialogue', 'self_inspection']
export const STATES: readonly ActivityState[] = ['planned', 'held', 'cancelled']
export const PROOFS = ['yes', 'no'] as const
export const VIEWS = ['totals'] as const

export interface ActivitySearch extends ListSearch {
  kind?: ActivityKind
  state?: ActivityState
  unit?: string
  task?: string
  indicator?: string
  from?: string
  to?: string
  proven?: (typeof PROOFS)[number]
  view?: (typeof VIEWS)[number]
}
