// What the address may say.
export const GROUPED_BY = ['unit', 'group', 'dimension'] as const
export const COUNTS = ['expected', 'on_time', 'late', 'missing', 'waiting', 'asked'] as const

export interface OverSearch {
  plan?: string
  by?: (typeof GROUPED_BY)[number]
  /** The number whose list is open: of which group, which period, how they stand. */
  of?: string
  period?: string
  standing?: string
}
