import { createFileRoute } from '@tanstack/react-router'
import { EditorPage, type LineFilter } from '@/features/reports'
import { oneOf, prune, textParam } from '@/lib/search-params'

const FILTERS: readonly LineFilter[] = ['all', 'empty', 'evidence', 'carried', 'returned']

export const Route = createFileRoute('/_app/reports/$reportId/')({
  validateSearch: (search): { line?: string; filter?: LineFilter } => prune({ line: textParam(search, 'line'), filter: oneOf(search, 'filter', FILTERS) }),
  component: Page,
})

function Page() {
  const { reportId } = Route.useParams()
  const { line, filter } = Route.useSearch()
  const navigate = Route.useNavigate()
  return <EditorPage reportId={reportId} lineId={line} filter={filter ?? 'all'} onPlace={(place) => void navigate({ search: prune({ ...place, filter: place.filter === 'all' ? undefined : place.filter }), resetScroll: false })} />
}
