import type { MeetingPage } from '@/api/types.gen'

export const ORDERS = ['worst', 'unit'] as const
export type Order = (typeof ORDERS)[number]

/** Bodies that are asked come last in both orders. */
export function inOrder(pages: readonly MeetingPage[], order: Order): MeetingPage[] {
  if (order === 'worst') return [...pages].sort((a, b) => a.place - b.place)
  const asked = ({ standing }: MeetingPage) => Number(standing === 'asked')
  return [...pages].sort((a, b) => asked(a) - asked(b))
}

/** What needs attention: not sent though due, sent late, or something overdue. Never of who is only asked. */
export function isRed({ standing, overdue_unsent }: MeetingPage): boolean {
  return standing !== 'asked' && (standing === 'missing' || standing === 'late' || overdue_unsent > 0)
}
