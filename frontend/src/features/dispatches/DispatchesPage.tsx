import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listDispatchesOptions } from '@/api/@tanstack/react-query.gen'
import type { DispatchRow } from '@/api/types.gen'
import { PageHeader } from '@/components/PageHeader'
import { WithPanel } from '@/components/SidePanel'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { dispatchesWords } from '@/i18n/dispatches'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { DispatchPanel } from './DispatchPanel'
import { DISPATCH_STATES, DISPATCH_WAYS, type DispatchSearch } from './search'
import { DispatchMark, Proof } from './State'

/** Everything that was sent to the province, and how it went. */
export function DispatchesPage({ search, onSearch }: { search: DispatchSearch; onSearch: (search: DispatchSearch) => void }) {
  const words = useWords(dispatchesWords)
  const common = useWords(commonWords)
  const filters = { state: search.state, way: search.way, consolidated: search.consolidated }
  const query = useQuery({ ...listDispatchesOptions({ query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const columns: Column<DispatchRow>[] = [
    { key: 'report', title: words.report, width: 260, render: (row) => row.report.title },
    { key: 'edition', title: words.editionTitle, nowrap: true, render: (row) => row.edition },
    { key: 'state', title: words.state, nowrap: true, render: (row) => <DispatchMark state={row.state} /> },
    { key: 'way', title: words.way, render: (row) => words.ways[row.way] },
    { key: 'created_at', title: words.sent, sort: 'created_at', nowrap: true, render: (row) => formatMoment(row.created_at) },
    { key: 'by', title: words.by, render: (row) => row.created_by },
    { key: 'proof', title: words.receipt, width: 200, render: (row) => <Proof row={row} /> },
  ]
  return (
    <>
      <PageHeader title={words.title} facts={<span className="secondary">{words.intro}</span>} />
      <WithPanel open={search.dispatch} panel={(id) => <DispatchPanel id={id} onClose={() => onSearch({ ...search, dispatch: undefined })} />}>
        <ListPage
          path="/api/v1/dispatches"
          fileName="nhat-ky-gui-tinh.xlsx"
          query={query}
          search={search}
          onSearch={onSearch}
          filters={filters}
          things={words.things}
          empty={words.empty}
          toolbar={
            <>
              <FilterSelect
                label={words.state}
                value={search.state}
                all={common.all}
                options={DISPATCH_STATES.map((value) => ({ value, label: words.states[value] }))}
                onChange={(state) => onSearch(fromStart({ ...search, state }))}
              />
              <FilterSelect
                label={words.way}
                value={search.way}
                all={common.all}
                options={DISPATCH_WAYS.map((value) => ({ value, label: words.ways[value] }))}
                onChange={(way) => onSearch(fromStart({ ...search, way }))}
              />
            </>
          }
        >
          {(items) => (
            <DataTable
              label={words.title}
              columns={columns}
              rows={items}
              idOf={(row) => row.id}
              onOpen={(row) => onSearch({ ...search, dispatch: row.id })}
              current={search.dispatch}
              sort={search.sort ?? '-created_at'}
              onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
            />
          )}
        </ListPage>
      </WithPanel>
    </>
  )
}
