import { useQuery } from '@tanstack/react-query'
import { getMyWorkOptions } from '@/api/@tanstack/react-query.gen'
import { may, useMe } from '@/lib/session/access'

const MINUTE = 60_000

/** What waits for the person, beside the words of the menu: the same numbers as on the pages themselves. */
export function useMenuCounts(): { myWork?: number; review?: number; extensions?: number; plan?: number } {
  const me = useMe()
  const reports = may(me, 'report.edit')
  const { data } = useQuery({ ...getMyWorkOptions(), enabled: reports || may(me, 'report.review') || may(me, 'extension.decide'), staleTime: MINUTE, refetchInterval: MINUTE })
  if (data === undefined) return {}
  const questions = data.parts.reduce((sum, { to_answer }) => sum + to_answer, 0)
  return { ...(questions > 0 && { plan: questions }), myWork: data.returned.total + data.overdue.total + data.due_soon.total, review: data.review_queue, extensions: data.extensions }
}
