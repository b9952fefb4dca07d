import { createFileRoute } from '@tanstack/react-router'
import { RetentionPage, type RetentionSearch } from '@/features/personal-data'
import { listSearch, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/retention')({
  validateSearch: (search): RetentionSearch => prune({ ...listSearch(search, ['uploaded_at', 'unit']), unit: textParam(search, 'unit') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <RetentionPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
