import { createFileRoute } from '@tanstack/react-router'
import { ReorganisationPage, type ReorganisationSearch } from '@/features/reorganisation'
import { STATES } from '@/features/reorganisation/search'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/reorganisation')({
  validateSearch: (search): ReorganisationSearch => prune({ ...listSearch(search, ['effective_on']), state: oneOf(search, 'state', STATES), show: textParam(search, 'show') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ReorganisationPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: search.show === next.show, resetScroll: search.show !== next.show })} />
}
