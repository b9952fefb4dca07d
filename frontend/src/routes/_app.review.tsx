import { createFileRoute, useRouter } from '@tanstack/react-router'
import { ReviewPage, type ReviewSearch } from '@/features/reports'
import { prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/review')({
  validateSearch: (search): ReviewSearch => prune({ report: textParam(search, 'report'), line: textParam(search, 'line') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const router = useRouter()
  const open = (id: string, replace: boolean) => {
    // the queue may arrive when somebody is on the way to another page: what opens by itself must not call them back
    if (!replace || router.latestLocation.pathname === Route.to) void navigate({ search: { report: id }, replace })
  }
  return <ReviewPage search={search} onOpen={open} onLeave={() => void navigate({ search: {} })} />
}
