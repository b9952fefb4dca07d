import { createFileRoute } from '@tanstack/react-router'
import { HistoryPage, type HistorySearch } from '@/features/analytics/HistoryPage'
import { listSearch, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/history')({
  validateSearch: (search): HistorySearch => prune({ ...listSearch(search, ['at']), unit: textParam(search, 'unit'), on: textParam(search, 'on'), person: textParam(search, 'person') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <HistoryPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
