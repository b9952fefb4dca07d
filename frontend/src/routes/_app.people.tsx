import { createFileRoute } from '@tanstack/react-router'
import { PeoplePage, type PeopleSearch } from '@/features/people'
import { PEOPLE_SORTS, ROLES } from '@/features/people/search'
import { listSearch, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/people')({
  validateSearch: (search): PeopleSearch => prune({ ...listSearch(search, PEOPLE_SORTS), unit: textParam(search, 'unit'), role: oneOf(search, 'role', ROLES), active: oneOf(search, 'active', ['yes', 'no'] as const) }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <PeoplePage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
