import { createFileRoute } from '@tanstack/react-router'
import { UrgeButton } from '@/features/oversight'
import { LedPage, type LedSearch } from '@/features/reports'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/led')({
  validateSearch: (search): LedSearch => prune({ ...listSearch(search, ['unit']), period: textParam(search, 'period'), dimension: textParam(search, 'dimension'), unit: textParam(search, 'unit'), unread: oneOf(search, 'unread', ['true']), line: textParam(search, 'line') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <LedPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} renderUrge={(urge) => <UrgeButton {...urge} />} />
}
