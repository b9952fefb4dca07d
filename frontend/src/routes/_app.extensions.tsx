import { createFileRoute } from '@tanstack/react-router'
import { ExtensionsPage, type ExtensionSearch } from '@/features/plans'
import { EXTENSION_SORTS, EXTENSION_VIEWS } from '@/features/plans/extensions/search'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/extensions')({
  validateSearch: (search): ExtensionSearch => prune({ ...listSearch(search, EXTENSION_SORTS), view: oneOf(search, 'view', EXTENSION_VIEWS), request: textParam(search, 'request') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ExtensionsPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
