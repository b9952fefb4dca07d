import { createFileRoute } from '@tanstack/react-router'
import { UnitsPage, type UnitSearch } from '@/features/units'
import { UNIT_KINDS } from '@/features/units/search'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/units')({
  validateSearch: (search): UnitSearch => prune({ ...listSearch(search, ['sort', 'code']), kind: oneOf(search, 'kind', UNIT_KINDS), on: textParam(search, 'on') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <UnitsPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
