import type { STANDINGS } from '@/lib/board'
import type { ListSearch } from '@/lib/search-params'
import type { UnitView } from '@/lib/unit-view'

export const ITEM_KINDS = ['limit', 'measure'] as const
export const ITEM_SORTS = ['unit', 'indicator', 'due_on'] as const

export interface UnitPlansSearch extends ListSearch {
  plan?: string
  units?: UnitView
  view?: 'items'
  standing?: (typeof STANDINGS)[number]
  unit?: string
  kind?: (typeof ITEM_KINDS)[number]
  dimension?: string
  followed?: 'yes' | 'no'
}
