import { createFileRoute } from '@tanstack/react-router'
import { DispatchesPage } from '@/features/dispatches'
import { DISPATCH_STATES, DISPATCH_WAYS, type DispatchSearch } from '@/features/dispatches/search'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/dispatches')({
  validateSearch: (search): DispatchSearch =>
    prune({
      ...listSearch(search, ['created_at']),
      state: oneOf(search, 'state', DISPATCH_STATES),
      way: oneOf(search, 'way', DISPATCH_WAYS),
      consolidated: textParam(search, 'consolidated'),
      dispatch: textParam(search, 'dispatch'),
    }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <DispatchesPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
