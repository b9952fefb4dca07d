import { createFileRoute } from '@tanstack/react-router'
import { ConsolidatedPage, type ConsolidatedPlace } from '@/features/consolidation'
import { oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/consolidated/$consolidatedId')({
  validateSearch: (search): ConsolidatedPlace => prune({ section: textParam(search, 'section'), block: textParam(search, 'block'), view: oneOf(search, 'view', ['read'] as const) }),
  component: Page,
})

function Page() {
  const { consolidatedId } = Route.useParams()
  const place = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ConsolidatedPage id={consolidatedId} place={place} onPlace={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
