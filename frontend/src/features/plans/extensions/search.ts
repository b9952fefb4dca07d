import type { ListSearch } from '@/lib/search-params'

// What the address may say. Apart from the page, because the route reads it before the page is loaded.
export const EXTENSION_VIEWS = ['open', 'granted', 'shortened', 'refused', 'all'] as const
export const EXTENSION_SORTS = ['asked_at', 'due_before', 'wanted_on', 'unit']

export interface ExtensionSearch extends ListSearch {
  view?: (typeof EXTENSION_VIEWS)[number]
  request?: string
}
