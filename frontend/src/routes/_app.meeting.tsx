import { createFileRoute } from '@tanstack/react-router'
import { MeetingPage, type MeetingSearch } from '@/features/meeting'
import { ORDERS } from '@/features/meeting/order'
import { numberParam, oneOf, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/meeting')({
  validateSearch: (search): MeetingSearch => prune({ period: textParam(search, 'period'), order: oneOf(search, 'order', ORDERS), page: numberParam(search, 'page') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const leave = () => void navigate({ to: '/periods', search: prune({ period: search.period }) })
  return <MeetingPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} onLeave={leave} />
}
