import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listExchangesOptions } from '@/api/@tanstack/react-query.gen'
import type { ExchangeRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { PageHeader } from '@/components/PageHeader'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { measureWords } from '@/i18n/measures'
import { useWords } from '@/i18n/words'
import { formatMoment, formatNumber } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { WAYS, type ExchangeSearch } from './search'

interface ExchangeProps {
  search: ExchangeSearch
  onSearch: (search: ExchangeSearch) => void
}

/** What systems of the province pulled and pushed, the latest first. */
export function ExchangePage({ search, onSearch }: ExchangeProps) {
  const words = useWords(measureWords)
  const { q, sort, cursor, way } = search
  const query = useQuery({ ...listExchangesOptions({ query: { way, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  return (
    <>
      <PageHeader title={words.exchange} facts={<span className="secondary">{words.exchangeAbout}</span>} />
      <div style={{ marginBottom: 12 }}>
        <Chips
          label={words.way}
          chips={[{ key: 'all', label: words.all }, ...WAYS.map((key) => ({ key, label: words.ways[key] }))]}
          chosen={way ?? 'all'}
          onChoose={(key) => onSearch({ way: WAYS.find((one) => one === key) })}
        />
      </div>
      <ListPage
        path="/api/v1/integration/log"
        fileName="trao-doi-voi-tinh.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={way === undefined ? {} : { way }}
        things={words.exchanges}
        empty={words.exchangeEmpty}
      >
        {(rows) => <ExchangeTable rows={rows} search={search} onSearch={onSearch} />}
      </ListPage>
    </>
  )
}

function ExchangeTable({ rows, search, onSearch }: ExchangeProps & { rows: ExchangeRead[] }) {
  const words = useWords(measureWords)
  const columns: Column<ExchangeRead>[] = [
    { key: 'at', title: words.at, sort: 'at', nowrap: true, render: (row) => formatMoment(row.at) },
    { key: 'way', title: words.way, nowrap: true, render: (row) => words.ways[row.way] },
    { key: 'what', title: words.what, nowrap: true, render: (row) => words.whats[row.what] ?? '' },
    { key: 'rows', title: words.rows, nowrap: true, render: (row) => formatNumber(row.rows) },
    { key: 'refused', title: words.refused, nowrap: true, render: (row) => (row.refused === 0 ? '–' : formatNumber(row.refused)) },
    { key: 'client', title: words.client, width: 240, render: (row) => row.client },
    { key: 'said', title: words.content, width: 320, render: (row) => row.said },
  ]
  return <DataTable label={words.exchange} columns={columns} rows={rows} idOf={(row) => row.id} sort={search.sort ?? '-at'} onSort={(sort) => onSearch(fromStart({ ...search, sort }))} />
}
