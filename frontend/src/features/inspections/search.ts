import type { ListSearch } from '@/lib/search-params'

// What the address may say. Apart from the page, because the route reads it before the page is loaded.
export const STATES = ['planned', 'under_way', 'concluded', 'cancelled'] as const
export const QUICKS = ['overdue', 'waiting', 'to_verify'] as const
export const FINDING_QUICKS = ['overdue', 'waiting', 'verifiable'] as const
export const SEVERITIES = ['minor', 'notable', 'serious'] as const
export const KINDS = ['planned', 'unannounced', 'follow_up'] as const

export interface InspectionSearch extends ListSearch {
  view?: 'findings'
  state?: (typeof STATES)[number]
  unit?: string
  /** Of inspections: what their findings are like. */
  having?: (typeof QUICKS)[number]
  /** Of findings. */
  only?: (typeof FINDING_QUICKS)[number]
  severity?: (typeof SEVERITIES)[number]
}

export const SORTS = ['starts_on', 'unit', 'title', 'due_on', 'created_at']

export interface ListProps {
  search: InspectionSearch
  onSearch: (search: InspectionSearch) => void
}
