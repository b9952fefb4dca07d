import type { PlanRead } from '@/api/types.gen'

/** The plan in force this year, else the latest approved, else the latest: next year's draft is not what most pages are about. */
export function planInForce(plans: readonly PlanRead[], thisYear: number): PlanRead | undefined {
  const approved = plans.filter(({ state }) => state === 'approved')
  return approved.find(({ year }) => year <= thisYear) ?? approved[0] ?? plans[0]
}
