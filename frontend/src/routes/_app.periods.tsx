import { createFileRoute } from '@tanstack/react-router'
import { BoardPage, type BoardSearch } from '@/features/reports'
import { STANDINGS } from '@/features/reports/search'
import { oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/periods')({
  validateSearch: (search): BoardSearch => prune({ period: textParam(search, 'period'), standing: oneOf(search, 'standing', STANDINGS), q: textParam(search, 'q') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <BoardPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
