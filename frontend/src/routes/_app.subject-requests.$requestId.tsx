import { createFileRoute } from '@tanstack/react-router'
import { RequestPage } from '@/features/personal-data'
import { SEARCHED_BY, type FoundSearch } from '@/features/personal-data/search'
import { listSearch, oneOf, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/subject-requests/$requestId')({
  validateSearch: (search): FoundSearch => prune({ ...listSearch(search, ['uploaded_at', 'unit']), by: oneOf(search, 'by', SEARCHED_BY) }),
  component: Page,
})

function Page() {
  const { requestId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <RequestPage id={requestId} search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
