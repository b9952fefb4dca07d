import { createFileRoute } from '@tanstack/react-router'
import { RequestsPage } from '@/features/personal-data'
import { REQUEST_VIEWS, type RequestSearch } from '@/features/personal-data/search'
import { listSearch, oneOf, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/subject-requests/')({
  validateSearch: (search): RequestSearch => prune({ ...listSearch(search, ['registered_at', 'received_on', 'due_on', 'unit']), view: oneOf(search, 'view', REQUEST_VIEWS) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <RequestsPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
