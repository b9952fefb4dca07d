import { createFileRoute } from '@tanstack/react-router'
import { IndicatorsPage } from '@/features/framework'
import type { IndicatorsSearch } from '@/features/framework/search'
import { numberParam, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/indicators')({
  validateSearch: (search): IndicatorsSearch => prune({ indicator: textParam(search, 'indicator'), plan: textParam(search, 'plan'), edition: numberParam(search, 'edition'), province: textParam(search, 'province') }),
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <IndicatorsPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
