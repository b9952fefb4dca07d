import { createFileRoute } from '@tanstack/react-router'
import { ActivitiesPage } from '@/features/activities'
import { KINDS, PROOFS, STATES, VIEWS, type ActivitySearch } from '@/features/activities/search'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

const TEXTS = ['unit', 'task', 'indicator', 'from', 'to'] as const

export const Route = createFileRoute('/_app/activities/')({
  validateSearch: (search): ActivitySearch =>
    prune({
      ...listSearch(search, ['begins_on', 'ends_on', 'participants', 'recorded_at', 'unit']),
      ...Object.fromEntries(TEXTS.map((name) => [name, textParam(search, name)])),
      kind: oneOf(search, 'kind', KINDS),
      state: oneOf(search, 'state', STATES),
      proven: oneOf(search, 'proven', PROOFS),
      view: oneOf(search, 'view', VIEWS),
    }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ActivitiesPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
