import { createFileRoute } from '@tanstack/react-router'
import { ConnectionsPage } from '@/features/connections'
import { CONNECTION_SORTS, STATES, VIEWS, type ConnectionsSearch } from '@/features/connections/search'
import { listSearch, oneOf, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/connections')({
  validateSearch: (search): ConnectionsSearch => prune({ ...listSearch(search, CONNECTION_SORTS), state: oneOf(search, 'state', STATES), view: oneOf(search, 'view', VIEWS) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ConnectionsPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
