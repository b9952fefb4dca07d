import { createFileRoute } from '@tanstack/react-router'
import { ReviewPage, type ReviewSearch } from '@/features/reports'
import { prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/review')({
  validateSearch: (search): ReviewSearch => prune({ report: textParam(search, 'report'), line: textParam(search, 'line') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ReviewPage search={search} onOpen={(id, replace) => void navigate({ search: { report: id }, replace })} />
}
