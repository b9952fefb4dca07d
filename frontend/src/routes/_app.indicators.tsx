import { createFileRoute } from '@tanstack/react-router'
import { IndicatorsPage } from '@/features/framework'
import { prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/indicators')({
  validateSearch: (search): { indicator?: string } => prune({ indicator: textParam(search, 'indicator') }),
  component: Page,
})

function Page() {
  const { indicator } = Route.useSearch()
  const navigate = Route.useNavigate()
  return <IndicatorsPage indicatorId={indicator} onChoose={(id) => void navigate({ search: { indicator: id }, replace: true, resetScroll: false })} />
}
