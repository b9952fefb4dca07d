import { useQuery } from '@tanstack/react-query'
import { listPlansOptions } from '@/api/@tanstack/react-query.gen'

/** The plan whose numbers are shown. Only an approved one has any: where the address names another, the plan in force is shown. */
export function useApprovedPlan(named: string | undefined): string | undefined {
  const { data } = useQuery({ ...listPlansOptions({ query: { limit: 200 } }), enabled: named !== undefined })
  const numbered = data === undefined || data.items.some(({ id, state }) => id === named && state === 'approved')
  return numbered ? named : undefined
}
