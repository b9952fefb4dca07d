import type { ListSearch } from '@/lib/search-params'

// What the address may say. Apart from the page, because the route reads it before the page is loaded.
export const WEBHOOK_VIEWS = ['active', 'paused'] as const

export interface WebhookSearch extends ListSearch {
  view?: (typeof WEBHOOK_VIEWS)[number]
}

export const DELIVERY_VIEWS = ['waiting', 'delivered', 'failed', 'held'] as const

export interface DeliverySearch extends ListSearch {
  view?: (typeof DELIVERY_VIEWS)[number]
  /** The delivery that is open. */
  show?: string
}
