import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getMeasureMonthsOptions, listMeasuresOptions } from '@/api/@tanstack/react-query.gen'
import type { MeasureRead } from '@/api/types.gen'
import { DownloadButton } from '@/components/DownloadButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { useLocale } from '@/i18n/locale'
import { measureWords } from '@/i18n/measures'
import { useWords } from '@/i18n/words'
import { useToday } from '@/lib/session/access'
import { CellDialog } from './CellDialog'
import type { Chosen } from './cells'
import { MonthsTable } from './MonthsTable'
import { FIRST_MEASURE, type MeasureSearch } from './search'

const YEARS_BACK = 4

interface MeasuresProps {
  search: MeasureSearch
  onSearch: (search: MeasureSearch) => void
}

/** Figures of units by month: one measure at a time, each value with its source one click away. */
export function MeasuresPage({ search, onSearch }: MeasuresProps) {
  const words = useWords(measureWords)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const measure = search.measure ?? FIRST_MEASURE
  const span = search.year === undefined ? {} : { from_month: `${search.year}01`, to_month: `${search.year}12` }
  const table = useQuery({ ...getMeasureMonthsOptions({ query: { measure, ...span } }), placeholderData: keepPreviousData })
  return (
    <>
      <PageHeader
        title={words.title}
        facts={<span className="secondary">{words.about}</span>}
        actions={<DownloadButton path="/api/v1/measure-values/months" query={{ measure, ...span }} fileName="so-lieu-theo-thang.xlsx" label={words.export} />}
      />
      <Filters search={search} onSearch={onSearch} />
      <QueryState query={table} heights={[24, 40, 40, 40, 40]}>
        {(months) => (
          <div className="stack">
            <About measure={months.measure} />
            <MonthsTable table={months} onChoose={setChosen} />
          </div>
        )}
      </QueryState>
      {chosen !== null && <CellDialog chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

function Filters({ search, onSearch }: MeasuresProps) {
  const words = useWords(measureWords)
  const english = useLocale() === 'en'
  const today = useToday()
  const measures = useQuery(listMeasuresOptions())
  const present = Number(today.slice(0, 4))
  const years = Array.from({ length: YEARS_BACK }, (_, place) => String(present - place))
  return (
    <div className="row" style={{ marginBottom: 12 }}>
      <FilterSelect
        label={words.measure}
        value={search.measure ?? FIRST_MEASURE}
        options={(measures.data?.items ?? []).map(({ code, name_vi, name_en }) => ({ value: code, label: english ? name_en : name_vi }))}
        onChange={(measure) => onSearch({ ...search, measure })}
      />
      <FilterSelect
        label={words.year}
        value={search.year === undefined ? undefined : String(search.year)}
        all={words.lastTwelve}
        options={years.map((year) => ({ value: year, label: year }))}
        onChange={(year) => onSearch({ ...search, year: year === undefined ? undefined : Number(year) })}
      />
    </div>
  )
}

function About({ measure }: { measure: MeasureRead }) {
  const words = useWords(measureWords)
  const english = useLocale() === 'en'
  const name = english ? measure.name_en : measure.name_vi
  const unit = english ? measure.unit_en : measure.unit_vi
  return (
    <p className="secondary small" style={{ margin: 0 }}>
      <strong>
        {name} ({unit})
      </strong>
      . {words.directions[measure.direction]}. {measure.name_status === 'working' && `${words.provisional}. `}
      {words.legend}
    </p>
  )
}
