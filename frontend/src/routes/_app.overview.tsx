import { createFileRoute } from '@tanstack/react-router'
import { OverviewPage } from '@/features/analytics/OverviewPage'
import type { OverviewSearch } from '@/features/analytics/search'
import { oneOf, prune, textParam } from '@/lib/search-params'
import { UNIT_VIEWS } from '@/lib/unit-view'

export const Route = createFileRoute('/_app/overview')({
  validateSearch: (search): OverviewSearch => prune({ plan: textParam(search, 'plan'), units: oneOf(search, 'units', UNIT_VIEWS) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <OverviewPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
