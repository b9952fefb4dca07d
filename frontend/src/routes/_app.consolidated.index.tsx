import { createFileRoute } from '@tanstack/react-router'
import { ConsolidatedListPage, type ConsolidatedSearch } from '@/features/consolidation'
import { CONSOLIDATED_SORTS, CONSOLIDATED_STATES } from '@/features/consolidation/search'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/consolidated/')({
  validateSearch: (search): ConsolidatedSearch => prune({ ...listSearch(search, CONSOLIDATED_SORTS), state: oneOf(search, 'state', CONSOLIDATED_STATES), year: textParam(search, 'year'), period: textParam(search, 'period') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ConsolidatedListPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
