import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listPlansOptions } from '@/api/@tanstack/react-query.gen'
import { planMeant } from '@/lib/plan-meant'
import { may, useMe } from '@/lib/session/access'
import { useLinkedPlan } from './linked-plan'
import type { PlanSearch } from './search'

/** The plans that one may open, the drafts that were given up after all others, and the one that the address means. */
export function usePlansToOpen(search: PlanSearch) {
  const me = useMe()
  const listed = useQuery(listPlansOptions({ query: { limit: 200 } }))
  const seesDrafts = may(me, 'plan.edit') || may(me, 'plan.approve')
  const givenUp = useQuery({ ...listPlansOptions({ query: { state: 'discarded', limit: 200 } }), enabled: seesDrafts })
  const linked = useLinkedPlan(search)
  const plans = [...(listed.data?.items ?? []), ...(givenUp.data?.items ?? [])]
  const loaded = listed.data !== undefined && !givenUp.isLoading && !linked.waits
  const [shown, setShown] = useState<string>()
  // while it is asked to which plan a row belongs that was opened on the page, the page stays as it is
  const meant = loaded ? linked.id : shown
  const plan = plans.find(({ id }) => id === meant) ?? (loaded ? planMeant(listed.data.items, meant) : undefined)
  if (plan !== undefined && plan.id !== shown) setShown(plan.id)
  return { plans, plan, named: linked.id, loaded }
}
