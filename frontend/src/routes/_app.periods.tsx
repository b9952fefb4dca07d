import { createFileRoute } from '@tanstack/react-router'
import { UrgeButton } from '@/features/oversight'
import { BoardPage, type BoardSearch } from '@/features/reports'
import { BOARD_SORTS } from '@/features/reports/search'
import { STANDINGS } from '@/lib/board'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'
import { UNIT_VIEWS } from '@/lib/unit-view'

export const Route = createFileRoute('/_app/periods')({
  validateSearch: (search): BoardSearch => prune({ period: textParam(search, 'period'), units: oneOf(search, 'units', UNIT_VIEWS), standing: oneOf(search, 'standing', STANDINGS), changed: oneOf(search, 'changed', ['true']), q: textParam(search, 'q'), sort: listSearch(search, BOARD_SORTS).sort }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <BoardPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} renderUrge={(urge) => <UrgeButton {...urge} />} />
}
