import { createFileRoute } from '@tanstack/react-router'
import { OverPage, type OverSearch } from '@/features/periods'
import { COUNTS, GROUPED_BY } from '@/features/periods/search'
import { oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/completeness')({
  validateSearch: (search): OverSearch =>
    prune({ plan: textParam(search, 'plan'), by: oneOf(search, 'by', GROUPED_BY), of: textParam(search, 'of'), period: textParam(search, 'period'), standing: oneOf(search, 'standing', COUNTS) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <OverPage search={search} onSearch={(next) => void navigate({ search: prune(next), resetScroll: false })} />
}
