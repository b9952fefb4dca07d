import { createFileRoute } from '@tanstack/react-router'
import { AttentionListPage, type AttentionSearch } from '@/features/attention'
import { listSearch, oneOf, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/attention/')({
  validateSearch: (search): AttentionSearch => prune({ ...listSearch(search, ['computed_at']), state: oneOf(search, 'state', ['draft', 'confirmed', 'published', 'discarded']) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <AttentionListPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} onOpen={(listId) => void navigate({ to: '/attention/$listId', params: { listId } })} />
}
