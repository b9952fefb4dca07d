import { createFileRoute } from '@tanstack/react-router'
import { DelegationsPage, type DelegationSearch } from '@/features/delegations'
import { listSearch, oneOf, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/delegations')({
  validateSearch: (search): DelegationSearch => prune({ ...listSearch(search, ['valid_from', 'valid_to', 'unit']), current: oneOf(search, 'current', ['yes', 'no'] as const) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <DelegationsPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
