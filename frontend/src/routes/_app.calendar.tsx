import { createFileRoute } from '@tanstack/react-router'
import { CalendarPage, type CalendarSearch } from '@/features/calendar'
import { numberParam, prune } from '@/lib/search-params'

export const Route = createFileRoute('/_app/calendar')({
  validateSearch: (search): CalendarSearch => {
    const year = numberParam(search, 'year')
    return prune({ year: year !== undefined && year >= 2000 && year <= 2100 ? year : undefined })
  },
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <CalendarPage search={search} onSearch={(next) => void navigate({ search: prune(next), resetScroll: false })} />
}
