import type { ListSearch } from '@/lib/search-params'
import type { UnitView } from '@/lib/unit-view'

// What the address may say. Apart from the pages, because routes read it before a page is loaded.
import type { STANDINGS } from '@/lib/board'

export const REPORT_STATES = ['draft', 'submitted', 'returned', 'accepted'] as const
export const REPORT_SORTS = ['unit', 'due_at', 'submitted_at']
export const BOARD_SORTS = ['unit', 'standing', 'state', 'sent', 'due', 'lines', 'saved']

/** Whether a report has changed since it was accepted, as an address says it. */
export const CHANGED = ['true', 'false'] as const
export type Changed = (typeof CHANGED)[number]

export interface BoardSearch {
  changed?: 'true'
  period?: string
  units?: UnitView
  standing?: (typeof STANDINGS)[number]
  q?: string
  sort?: string
}

export interface LedSearch extends ListSearch {
  period?: string
  dimension?: string
  unit?: string
  unread?: 'true'
  line?: string
}
