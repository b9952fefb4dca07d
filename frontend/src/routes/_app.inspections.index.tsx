import { createFileRoute } from '@tanstack/react-router'
import { InspectionsPage } from '@/features/inspections'
import { FINDING_QUICKS, QUICKS, SEVERITIES, SORTS, STATES, type InspectionSearch } from '@/features/inspections/search'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/inspections/')({
  validateSearch: (search): InspectionSearch =>
    prune({
      ...listSearch(search, SORTS),
      view: oneOf(search, 'view', ['findings'] as const),
      state: oneOf(search, 'state', STATES),
      unit: textParam(search, 'unit'),
      having: oneOf(search, 'having', QUICKS),
      only: oneOf(search, 'only', FINDING_QUICKS),
      severity: oneOf(search, 'severity', SEVERITIES),
    }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <InspectionsPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
