import { prune } from '@/lib/search-params'
import type { PlanSearch } from './search'

/** What the list of assignments is asked for, without what belongs to the page alone. */
export function filtersOf({ unit, task, indicator, dimension, part, mandate, cadence, work_state, deadline_state, not_saved_since, stale, units, own, receipt, lead_mark, answerable }: PlanSearch) {
  return prune({ unit, task, indicator, dimension, part, mandate, cadence, work_state, deadline_state, not_saved_since, stale, view: units, own, receipt, lead_mark, answerable })
}

export function sameFilters(a: PlanSearch, b: PlanSearch): boolean {
  return JSON.stringify(filtersOf(a)) === JSON.stringify(filtersOf(b))
}
