import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listHistoryOptions, listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import { PageHeader } from '@/components/PageHeader'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { Timeline } from '@/components/Timeline'
import { analyticsWords } from '@/i18n/analytics'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatDay, parseDay } from '@/lib/format'
import type { ListSearch } from '@/lib/search-params'

export interface HistorySearch extends ListSearch {
  unit?: string
  on?: string
}

/** Who did what, in which role; what the reader may read. */
export function HistoryPage({ search, onSearch }: { search: HistorySearch; onSearch: (search: HistorySearch) => void }) {
  const words = useWords(analyticsWords)
  const common = useWords(commonWords)
  const filters = { unit: search.unit, on: search.on }
  const query = useQuery({ ...listHistoryOptions({ query: { ...filters, q: search.q, cursor: search.cursor } }), placeholderData: keepPreviousData })
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  return (
    <>
      <PageHeader title={words.history} />
      <ListPage
        path="/api/v1/history"
        fileName="lich-su.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.things}
        empty={words.historyEmpty}
        toolbar={
          <>
            <FilterSelect
              label={words.unit}
              value={search.unit}
              all={common.all}
              options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.short_name }))}
              onChange={(unit) => onSearch({ ...search, unit, cursor: undefined, page: undefined })}
            />
            <DayFilter value={search.on} onChange={(on) => onSearch({ ...search, on, cursor: undefined, page: undefined })} />
          </>
        }
      >
        {(items) => (
          <div className="panel">
            <Timeline items={items} subjects />
          </div>
        )}
      </ListPage>
    </>
  )
}

function DayFilter({ value, onChange }: { value: string | undefined; onChange: (day: string | undefined) => void }) {
  const words = useWords(analyticsWords)
  const common = useWords(commonWords)
  const [text, setText] = useState(value === undefined ? '' : formatDay(value))
  const parsed = parseDay(text)
  return (
    <label>
      {words.onDay}
      <input
        className="input"
        value={text}
        placeholder="09/9/2024"
        aria-invalid={text !== '' && parsed === null}
        title={common.date.hint}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          if (text === '' || parsed !== null) onChange(parsed ?? undefined)
        }}
      />
    </label>
  )
}
