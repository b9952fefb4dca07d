import { createFileRoute } from '@tanstack/react-router'
import { EditorPage, type LineFilter, type Place } from '@/features/reports'
import { oneOf, prune, textParam } from '@/lib/search-params'

const FILTERS: readonly LineFilter[] = ['all', 'empty', 'figures', 'evidence', 'carried', 'returned']

export const Route = createFileRoute('/_app/reports/$reportId/')({
  validateSearch: (search): Place =>
    prune({ line: textParam(search, 'line'), filter: oneOf(search, 'filter', FILTERS), view: oneOf(search, 'view', ['table', 'answers', 'lines']), answer: textParam(search, 'answer'), from: oneOf(search, 'from', ['check']) }),
  component: Page,
})

function Page() {
  const { reportId } = Route.useParams()
  const place = Route.useSearch()
  const navigate = Route.useNavigate()
  const move = (next: Place) => {
    const search = prune({ ...next, filter: next.filter === 'all' ? undefined : next.filter })
    // from line to line the address is replaced: Back leads to where the person came from, not through 71 lines
    void navigate({ search, resetScroll: false, replace: place.line !== undefined && next.line !== undefined })
  }
  return <EditorPage reportId={reportId} place={place} onPlace={move} onCheck={() => void navigate({ to: '/reports/$reportId/check', params: { reportId } })} />
}
