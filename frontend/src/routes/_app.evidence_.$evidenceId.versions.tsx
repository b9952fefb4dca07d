import { createFileRoute } from '@tanstack/react-router'
import { ComparePage, type CompareSearch } from '@/features/evidence'
import { numberParam, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/evidence_/$evidenceId/versions')({
  validateSearch: (search): CompareSearch => prune({ left: numberParam(search, 'left'), right: numberParam(search, 'right') }),
  component: Page,
})

function Page() {
  const { evidenceId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <ComparePage id={evidenceId} search={search} onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })} />
}
