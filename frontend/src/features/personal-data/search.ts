import type { ListSearch } from '@/lib/search-params'

// What the address may say. Apart from the page, because the route reads it before the page is loaded.
export const ERASURE_VIEWS = ['proposed', 'erasing', 'erased', 'refused'] as const

export interface ErasureSearch extends ListSearch {
  view?: (typeof ERASURE_VIEWS)[number]
}

export interface RetentionSearch extends ListSearch {
  unit?: string
}

export const REQUEST_VIEWS = ['open', 'answered', 'refused', 'withdrawn'] as const

export interface RequestSearch extends ListSearch {
  view?: (typeof REQUEST_VIEWS)[number]
}

export const SEARCHED_BY = ['name', 'identity_number', 'phone'] as const

export interface FoundSearch extends ListSearch {
  by?: (typeof SEARCHED_BY)[number]
}
