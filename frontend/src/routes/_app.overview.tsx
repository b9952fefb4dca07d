import { createFileRoute } from '@tanstack/react-router'
import { OverviewPage } from '@/features/analytics/OverviewPage'
import { UNIT_VIEWS, type OverviewSearch } from '@/features/analytics/search'
import { oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/overview')({
  validateSearch: (search): OverviewSearch => prune({ plan: textParam(search, 'plan'), units: oneOf(search, 'units', UNIT_VIEWS) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <OverviewPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
