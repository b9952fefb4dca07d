import { createFileRoute } from '@tanstack/react-router'
import { ConsolidatedPage, type ConsolidatedPlace } from '@/features/consolidation'
import { DispatchCard } from '@/features/dispatches'
import { oneOf, prune, textParam } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'

export const Route = createFileRoute('/_app/consolidated/$consolidatedId')({
  validateSearch: (search): ConsolidatedPlace => prune({ section: textParam(search, 'section'), block: textParam(search, 'block'), view: oneOf(search, 'view', ['read'] as const) }),
  component: Page,
})

function Page() {
  const { consolidatedId } = Route.useParams()
  const place = Route.useSearch()
  const navigate = Route.useNavigate()
  const sending = may(useMe(), 'dispatch.read') && <DispatchCard reportId={consolidatedId} />
  return <ConsolidatedPage id={consolidatedId} place={place} sending={sending} onPlace={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
