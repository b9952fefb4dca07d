import { createFileRoute } from '@tanstack/react-router'
import { ExchangePage } from '@/features/exchange'
import { WAYS, type ExchangeSearch } from '@/features/exchange/search'
import { listSearch, oneOf, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/exchange')({
  validateSearch: (search): ExchangeSearch => prune({ ...listSearch(search, ['at']), way: oneOf(search, 'way', WAYS) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ExchangePage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
