/** How who must send something may stand, in the order of a board's counters. */
export const STANDINGS = ['on_time', 'late', 'missing', 'waiting'] as const
