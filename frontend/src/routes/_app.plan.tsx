import { createFileRoute } from '@tanstack/react-router'
import { PlanPage, type PlanSearch } from '@/features/plans'
import { CADENCES, DEADLINE_STATES, PARTS, PLAN_SORTS, WORK_STATES } from '@/features/plans/search'
import { listSearch, prune, textParam, oneOf } from '@/lib/search-params'

export const Route = createFileRoute('/_app/plan')({
  validateSearch: (search): PlanSearch => prune({ ...listSearch(search, PLAN_SORTS), unit: textParam(search, 'unit'), task: textParam(search, 'task'), indicator: textParam(search, 'indicator'), dimension: textParam(search, 'dimension'), assignment: textParam(search, 'assignment'), part: oneOf(search, 'part', PARTS), cadence: oneOf(search, 'cadence', CADENCES), work_state: oneOf(search, 'work_state', WORK_STATES), deadline_state: oneOf(search, 'deadline_state', DEADLINE_STATES) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <PlanPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
