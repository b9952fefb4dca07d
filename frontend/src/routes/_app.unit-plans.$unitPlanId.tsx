import { createFileRoute } from '@tanstack/react-router'
import { UnitPlanPage, type UnitPlanPlace } from '@/features/unit-plans'
import { numberParam, oneOf, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/unit-plans/$unitPlanId')({
  validateSearch: (search): UnitPlanPlace => prune({ number: search['number'] === undefined ? undefined : numberParam(search, 'number'), check: oneOf(search, 'check', ['yes'] as const) }),
  component: Page,
})

function Page() {
  const { unitPlanId } = Route.useParams()
  const place = Route.useSearch()
  const navigate = Route.useNavigate()
  return <UnitPlanPage id={unitPlanId} place={place} onPlace={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
