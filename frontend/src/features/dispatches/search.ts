import type { ListSearch } from '@/lib/search-params'

export const DISPATCH_STATES = ['queued', 'delivered', 'given_up'] as const
export const DISPATCH_WAYS = ['system', 'outside'] as const

export interface DispatchSearch extends ListSearch {
  state?: (typeof DISPATCH_STATES)[number]
  way?: (typeof DISPATCH_WAYS)[number]
  consolidated?: string
  dispatch?: string
}
