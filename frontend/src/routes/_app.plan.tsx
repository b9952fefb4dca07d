import { createFileRoute } from '@tanstack/react-router'
import { PlanPage, type PlanSearch } from '@/features/plans'
import { CADENCES, DEADLINE_FILTERS, LEAD_MARKS, MANDATES, PARTS, PLAN_SORTS, PLAN_VIEWS, RECEIPTS, STEP_SORTS, STEP_STATES, TARGET_SORTS, TASK_KINDS, WORK_FILTERS } from '@/features/plans/search'
import { listSearch, prune, textParam, oneOf } from '@/lib/search-params'
import { UNIT_VIEWS } from '@/lib/unit-view'

export const Route = createFileRoute('/_app/plan')({
  validateSearch: (search): PlanSearch =>
    prune({
      ...listSearch(search, [...PLAN_SORTS, ...TARGET_SORTS, ...STEP_SORTS]),
      view: oneOf(search, 'view', PLAN_VIEWS),
      plan: textParam(search, 'plan'),
      open: textParam(search, 'open'),
      gone: oneOf(search, 'gone', ['yes'] as const),
      unit: textParam(search, 'unit'),
      task: textParam(search, 'task'),
      indicator: textParam(search, 'indicator'),
      dimension: textParam(search, 'dimension'),
      assignment: textParam(search, 'assignment'),
      not_saved_since: textParam(search, 'not_saved_since'),
      stale: String(search['stale']) === 'true' ? true : undefined,
      own: String(search['own']) === 'true' ? true : undefined,
      answerable: String(search['answerable']) === 'true' ? true : undefined,
      step: oneOf(search, 'step', STEP_STATES),
      receipt: oneOf(search, 'receipt', RECEIPTS),
      lead_mark: oneOf(search, 'lead_mark', LEAD_MARKS),
      part: oneOf(search, 'part', PARTS),
      mandate: oneOf(search, 'mandate', MANDATES),
      kind: oneOf(search, 'kind', TASK_KINDS),
      cadence: oneOf(search, 'cadence', CADENCES),
      work_state: oneOf(search, 'work_state', WORK_FILTERS),
      deadline_state: oneOf(search, 'deadline_state', DEADLINE_FILTERS),
      units: oneOf(search, 'units', UNIT_VIEWS),
      low: oneOf(search, 'low', ['yes'] as const),
    }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <PlanPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
