import { createFileRoute } from '@tanstack/react-router'
import { LetterheadPage, type LetterheadSearch } from '@/features/papers'
import { prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/letterhead')({
  validateSearch: (search): LetterheadSearch => prune({ unit: textParam(search, 'unit') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <LetterheadPage search={search} onSearch={(next) => void navigate({ search: prune(next), resetScroll: false })} />
}
