import { createFileRoute } from '@tanstack/react-router'
import { ReviewPage } from '@/features/reports'
import { prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/review')({
  validateSearch: (search): { report?: string } => prune({ report: textParam(search, 'report') }),
  component: Page,
})

function Page() {
  const { report } = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ReviewPage reportId={report} onOpen={(id) => void navigate({ search: prune({ report: id }) })} />
}
