import { createFileRoute } from '@tanstack/react-router'
import { UnitPlansPage, type UnitPlansSearch } from '@/features/unit-plans'
import { ITEM_KINDS, ITEM_SORTS } from '@/features/unit-plans/search'
import { STANDINGS } from '@/lib/board'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'
import { UNIT_VIEWS } from '@/lib/unit-view'

export const Route = createFileRoute('/_app/unit-plans/')({
  validateSearch: (search): UnitPlansSearch =>
    prune({
      ...listSearch(search, ITEM_SORTS),
      plan: textParam(search, 'plan'),
      units: oneOf(search, 'units', UNIT_VIEWS),
      view: oneOf(search, 'view', ['items'] as const),
      standing: oneOf(search, 'standing', STANDINGS),
      unit: textParam(search, 'unit'),
      kind: oneOf(search, 'kind', ITEM_KINDS),
      dimension: textParam(search, 'dimension'),
      followed: oneOf(search, 'followed', ['yes', 'no'] as const),
    }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <UnitPlansPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
