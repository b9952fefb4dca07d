import type { ReactNode } from 'react'
import type { ListSearch } from '@/lib/search-params'

export const CONSOLIDATED_STATES = ['draft', 'submitted', 'returned', 'approved'] as const
export const CONSOLIDATED_SORTS = ['data_to', 'saved_at'] as const

export interface ConsolidatedSearch extends ListSearch {
  state?: (typeof CONSOLIDATED_STATES)[number]
  year?: string
  period?: string
}

/** Where one is within a report: the section, the paragraph, or the whole text to read. */
export interface ConsolidatedPlace {
  section?: string
  block?: string
  view?: 'read'
}

export interface ConsolidatedPageProps {
  id: string
  place: ConsolidatedPlace
  onPlace: (place: ConsolidatedPlace) => void
  /** What became of it on its way to the province, once an edition is approved. */
  sending: ReactNode
}
