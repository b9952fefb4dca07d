import { createFileRoute } from '@tanstack/react-router'
import { UrgingPage, type UrgingSearch } from '@/features/oversight'
import { listSearch, oneOf, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/urging')({
  validateSearch: (search): UrgingSearch => prune({ ...listSearch(search, ['sent_at', 'due_on', 'unit']), list: oneOf(search, 'list', ['coordinator', 'leader'] as const), what: oneOf(search, 'what', ['report', 'assignment'] as const), kind: oneOf(search, 'kind', ['reminder', 'directive'] as const) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <UrgingPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
