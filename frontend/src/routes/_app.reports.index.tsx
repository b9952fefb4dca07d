import { createFileRoute } from '@tanstack/react-router'
import { ReportListPage, type ReportSearch } from '@/features/reports'
import { CHANGED, REPORT_SORTS, REPORT_STATES } from '@/features/reports/search'
import { listSearch, prune, textParam, oneOf } from '@/lib/search-params'
import { UNIT_VIEWS } from '@/lib/unit-view'

export const Route = createFileRoute('/_app/reports/')({
  validateSearch: (search): ReportSearch => prune({ ...listSearch(search, REPORT_SORTS), period: textParam(search, 'period'), units: oneOf(search, 'units', UNIT_VIEWS), state: oneOf(search, 'state', REPORT_STATES), changed: oneOf(search, 'changed', CHANGED) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ReportListPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
