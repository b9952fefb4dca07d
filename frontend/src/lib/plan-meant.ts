import type { PlanRead } from '@/api/types.gen'

/** The plan that the address names; where it names none, the one in force, and before any is approved the latest. */
export function planMeant(plans: readonly PlanRead[], id: string | undefined): PlanRead | undefined {
  return plans.find((plan) => plan.id === id) ?? plans.find((plan) => plan.in_force) ?? plans[0]
}
