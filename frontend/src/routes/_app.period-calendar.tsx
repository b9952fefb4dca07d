import { createFileRoute } from '@tanstack/react-router'
import { CalendarPage } from '@/features/periods'
import { prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/period-calendar')({
  validateSearch: (search): { plan?: string } => prune({ plan: textParam(search, 'plan') }),
  component: Page,
})

function Page() {
  const { plan } = Route.useSearch()
  const navigate = Route.useNavigate()
  return <CalendarPage planId={plan} onPlan={(id) => void navigate({ search: { plan: id } })} />
}
