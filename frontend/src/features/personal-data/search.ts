import type { ListSearch } from '@/lib/search-params'

// What the address may say. Apart from the page, because the route reads it before the page is loaded.
export const ERASURE_VIEWS = ['proposed', 'erasing', 'erased', 'refused'] as const

export interface ErasureSearch extends ListSearch {
  view?: (typeof ERASURE_VIEWS)[number]
}

export interface RetentionSearch extends ListSearch {
  unit?: string
}
