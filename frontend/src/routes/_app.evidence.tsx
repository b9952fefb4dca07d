import { createFileRoute } from '@tanstack/react-router'
import { LibraryPage, type EvidenceSearch } from '@/features/evidence'
import { EVIDENCE_SORTS, STAGES, STANDINGS } from '@/features/evidence/search'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/evidence')({
  validateSearch: (search): EvidenceSearch => prune({ ...listSearch(search, EVIDENCE_SORTS), unit: textParam(search, 'unit'), media_type: textParam(search, 'media_type'), document: textParam(search, 'document'), unused: oneOf(search, 'unused', ['yes'] as const), alike: oneOf(search, 'alike', ['yes'] as const), review_stage: oneOf(search, 'review_stage', STAGES), standing: oneOf(search, 'standing', STANDINGS) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <LibraryPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
