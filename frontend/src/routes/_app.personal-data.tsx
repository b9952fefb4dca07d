import { createFileRoute } from '@tanstack/react-router'
import { ErasuresPage } from '@/features/personal-data'
import { ERASURE_VIEWS, type ErasureSearch } from '@/features/personal-data/search'
import { listSearch, oneOf, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/personal-data')({
  validateSearch: (search): ErasureSearch => prune({ ...listSearch(search, ['proposed_at', 'unit']), view: oneOf(search, 'view', ERASURE_VIEWS) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ErasuresPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
