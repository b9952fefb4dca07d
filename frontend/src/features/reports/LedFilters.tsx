import { useQuery } from '@tanstack/react-query'
import { listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import type { PeriodRow } from '@/api/types.gen'
import { FilterSelect } from '@/components/table/Select'
import { ledWords } from '@/i18n/led'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { fromStart } from '@/lib/search-params'
import type { LedSearch } from './search'

const DIMENSIONS = ['1', '2', '3', '4', '5', '6', '7', '8']

interface FiltersProps {
  search: LedSearch
  periods: readonly PeriodRow[]
  all: string
  onSearch: (search: LedSearch) => void
}

/** Which of the supporters' lines are shown. */
export function LedFilters({ search, periods, all, onSearch }: FiltersProps) {
  const words = useWords(ledWords)
  const reports = useWords(reportsWords)
  const units = useQuery({ ...listUnitsOptions({ query: { limit: 200 } }), staleTime: 600_000 })
  const choose = (change: Partial<LedSearch>) => onSearch(fromStart({ ...search, ...change }))
  return (
    <>
      <FilterSelect label={reports.period} value={search.period} all={all} options={periods.map(({ id, title }) => ({ value: id, label: title }))} onChange={(period) => choose({ period })} />
      <FilterSelect label={words.dimension} value={search.dimension} all={all} options={DIMENSIONS.map((code) => ({ value: code, label: words.dimensionOf(code) }))} onChange={(dimension) => choose({ dimension })} />
      <FilterSelect label={words.unit} value={search.unit} all={all} options={(units.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))} onChange={(unit) => choose({ unit })} />
      <FilterSelect<'true'> label={words.reading} value={search.unread} all={all} options={[{ value: 'true', label: words.unread }]} onChange={(unread) => choose({ unread })} />
    </>
  )
}
