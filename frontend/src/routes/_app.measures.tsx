import { createFileRoute } from '@tanstack/react-router'
import { MeasuresPage, type MeasureSearch } from '@/features/measures'
import { numberParam, prune, textParam } from '@/lib/search-params'

export const Route = createFileRoute('/_app/measures')({
  validateSearch: (search): MeasureSearch => {
    const year = numberParam(search, 'year')
    return prune({ measure: textParam(search, 'measure'), year: year !== undefined && year >= 2000 && year <= 2099 ? year : undefined })
  },
  component: Page,
})

function Page() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  return <MeasuresPage search={search} onSearch={(next) => void navigate({ search: prune(next), replace: true, resetScroll: false })} />
}
