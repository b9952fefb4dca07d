import type { ListSearch } from '@/lib/search-params'

export const WAYS = ['pulled', 'pushed'] as const

export interface ExchangeSearch extends ListSearch {
  way?: (typeof WAYS)[number]
}
