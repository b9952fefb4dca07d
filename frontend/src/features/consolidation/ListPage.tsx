import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { listConsolidatedReportsOptions, listPeriodsOptions, listPlansOptions, produceConsolidatedReportMutation } from '@/api/@tanstack/react-query.gen'
import type { ConsolidatedRow } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { consolidationWords } from '@/i18n/consolidation'
import { dispatchesWords } from '@/i18n/dispatches'
import { outlineWords } from '@/i18n/outline'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { CONSOLIDATED_STATES, type ConsolidatedSearch } from './search'
import { State } from './State'

interface PageProps {
  search: ConsolidatedSearch
  onSearch: (search: ConsolidatedSearch) => void
}

/** The reports to the province, those of the latest periods first. */
export function ConsolidatedListPage({ search, onSearch }: PageProps) {
  const words = useWords(consolidationWords)
  const common = useWords(commonWords)
  const outline = useWords(outlineWords)
  const dispatches = useWords(dispatchesWords)
  const me = useMe()
  const writes = may(me, 'consolidated.edit')
  const plans = useQuery(listPlansOptions({ query: { limit: 100 } }))
  const years = [...new Set(plans.data?.items.map(({ year }) => String(year)))]
  const filters = { state: search.state, year: search.year === undefined ? undefined : Number(search.year), period: search.period }
  const query = useQuery({
    ...listConsolidatedReportsOptions({ query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }),
    placeholderData: keepPreviousData,
  })
  const columns: Column<ConsolidatedRow>[] = [
    { key: 'title', title: words.report, render: (row) => row.title },
    { key: 'state', title: words.state, render: (row) => <State state={row.state} /> },
    { key: 'edition', title: words.editionColumn, number: true, render: (row) => row.edition },
    { key: 'submitted', title: words.submitted, render: (row) => (row.submitted_at === null ? common.table.none : formatMoment(row.submitted_at)) },
    { key: 'approved', title: words.approved, render: (row) => (row.approved_at === null ? common.table.none : formatMoment(row.approved_at)) },
  ]
  return (
    <>
      <PageHeader
        title={words.listTitle}
        actions={
          <>
            <LinkButton href="/report-outline">{outline.title}</LinkButton>
            {may(me, 'dispatch.read') && <LinkButton href="/dispatches">{dispatches.title}</LinkButton>}
            {writes && <ProduceButton />}
          </>
        }
      />
      <ListPage
        path="/api/v1/consolidated-reports"
        fileName="bao-cao-tong-hop.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.things}
        empty={writes ? words.listEmpty : words.listEmptyReader}
        toolbar={
          <>
            {years.length > 1 && <FilterSelect label={words.year} value={search.year} all={common.all} options={years.map((value) => ({ value, label: value }))} onChange={(year) => onSearch(fromStart({ ...search, year }))} />}
            <FilterSelect
              label={words.state}
              value={search.state}
              all={common.all}
              options={CONSOLIDATED_STATES.map((state) => ({ value: state, label: words.states[state] }))}
              onChange={(state) => onSearch(fromStart({ ...search, state }))}
            />
          </>
        }
      >
        {(items) => <DataTable label={words.listTitle} columns={columns} rows={items} idOf={(row) => row.id} hrefOf={(row) => `/consolidated/${row.id}`} />}
      </ListPage>
    </>
  )
}

/** Two presses from the list to the draft: the latest opened period that has none is chosen already. */
function ProduceButton() {
  const words = useWords(consolidationWords)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {words.produce}
      </Button>
      {asking && <ProduceDialog onClose={() => setAsking(false)} />}
    </>
  )
}

function ProduceDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(consolidationWords)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const periods = useQuery(listPeriodsOptions({ query: { limit: 100 } }))
  const reports = useQuery(listConsolidatedReportsOptions({ query: { limit: 200 } }))
  const [chosen, setChosen] = useState<string>()
  const making = useMutation({
    ...produceConsolidatedReportMutation(),
    onSuccess: ({ id }) => {
      void cache.invalidateQueries()
      void navigate({ to: '/consolidated/$consolidatedId', params: { consolidatedId: id } })
    },
  })
  const taken = new Set(reports.data?.items.map(({ period }) => period.id))
  const free = (periods.data?.items ?? []).filter(({ id, state }) => state !== 'planned' && !taken.has(id))
  const period = chosen ?? free[0]?.id
  return (
    <Dialog
      title={words.produce}
      onClose={onClose}
      actions={
        period !== undefined && (
          <Button type="primary" loading={making.isPending} onClick={() => making.mutate({ body: { period_id: period } })}>
            {words.produce}
          </Button>
        )
      }
    >
      <QueryState query={periods} heights={[36, 24]}>
        {() =>
          period === undefined ? (
            <p>{words.noPeriod}</p>
          ) : (
            <div className="stack">
              <FilterSelect label={words.period} value={period} options={free.map(({ id, title }) => ({ value: id, label: title }))} onChange={setChosen} />
              <p className="secondary">{words.produceNote}</p>
            </div>
          )
        }
      </QueryState>
      {making.error !== null && <ErrorState error={making.error} />}
    </Dialog>
  )
}
