import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listSuccessionMovesOptions } from '@/api/@tanstack/react-query.gen'
import type { MoveRow } from '@/api/types.gen'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import { fromStart, type ListSearch } from '@/lib/search-params'

const WHATS = ['assignment', 'report', 'membership', 'evidence', 'group', 'period', 'child', 'finding'] as const satisfies readonly MoveRow['what'][]

interface TraceSearch extends ListSearch {
  what?: MoveRow['what']
}

/** What a decision in effect moved, one by one. */
export function Trace({ id }: { id: string }) {
  const words = useWords(reorganisationWords)
  const common = useWords(commonWords)
  const [search, setSearch] = useState<TraceSearch>({})
  const filters = { what: search.what }
  const options = listSuccessionMovesOptions({ path: { succession_id: id }, query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor, count: true } })
  const query = useQuery({ ...options, placeholderData: keepPreviousData })
  const columns: Column<MoveRow>[] = [
    { key: 'label', title: words.content, sort: 'label', width: 400, render: (row) => row.label },
    { key: 'what', title: words.what, nowrap: true, render: (row) => words.whats[row.what] },
    { key: 'from', title: words.from, sort: 'from', render: (row) => row.from_name },
    { key: 'to', title: words.to, render: (row) => (row.to_name === '' ? words.noHeir : row.to_name) },
    { key: 'how', title: words.how, render: (row) => words.hows[row.how] },
  ]
  return (
    <section className="stack">
      <h2>{words.trace}</h2>
      <ListPage
        path={`/api/v1/units/successions/${id}/moves`}
        fileName="sap-xep-don-vi-chi-tiet.xlsx"
        query={query}
        search={search}
        onSearch={setSearch}
        filters={filters}
        things={words.moved}
        empty={words.nothingMoved}
        toolbar={<FilterSelect label={words.what} value={search.what} all={common.all} options={WHATS.map((value) => ({ value, label: words.whats[value] }))} onChange={(what) => setSearch(fromStart({ ...search, what }))} />}
      >
        {(items) => <DataTable label={words.trace} columns={columns} rows={items} idOf={(row) => row.id} sort={search.sort ?? 'from'} onSort={(sort) => setSearch(fromStart({ ...search, sort }))} />}
      </ListPage>
    </section>
  )
}
