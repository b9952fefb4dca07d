import type { ApiClientRow } from '@/api/types.gen'
import type { ListSearch } from '@/lib/search-params'

// What the address may say. Apart from the pages, because routes read it before a page is loaded.
export const CONNECTION_SORTS = ['name', 'created_at', 'last_used_at', 'person', 'expires_at']
export const STATES = ['active', 'expired', 'deactivated'] as const
export const VIEWS = ['tokens'] as const

export interface ConnectionsSearch extends ListSearch {
  state?: ApiClientRow['state']
  view?: 'tokens'
}
