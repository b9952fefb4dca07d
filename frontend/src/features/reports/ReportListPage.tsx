import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listPeriodsOptions, listReportsOptions } from '@/api/@tanstack/react-query.gen'
import type { ReportRow } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import type { ReportState } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { useUnitView } from '@/components/table/use-unit-view'
import { useDone } from '@/components/use-done'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { sealWords } from '@/i18n/seals'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatMoment } from '@/lib/format'
import { fromStart, type ListSearch } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import type { UnitView } from '@/lib/unit-view'
import { CHANGED, REPORT_STATES, type Changed } from './search'
import { ReportStanding } from './ReportStanding'

export interface ReportSearch extends ListSearch {
  period?: string
  units?: UnitView
  state?: ReportState
  changed?: Changed
}

/** The reports that the person may see; a unit's own drafts among them. */
export function ReportListPage({ search, onSearch }: { search: ReportSearch; onSearch: (search: ReportSearch) => void }) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  const common = useWords(commonWords)
  const seal = useWords(sealWords)
  const led = useWords(workWords).led
  const me = useMe()
  const own = me.membership.unit.id
  const { view, control } = useUnitView(search.units, (units) => onSearch(fromStart({ ...search, units })))
  const filters = { period: search.period, state: search.state, changed: search.changed }
  const query = useQuery({
    ...listReportsOptions({ query: { ...filters, changed: search.changed && search.changed === 'true', view, q: search.q, sort: search.sort ?? '-due_at', cursor: search.cursor, count: true } }),
    placeholderData: keepPreviousData,
  })
  const periods = useQuery(listPeriodsOptions({ query: { limit: 50 } }))
  const done = useDone()
  const columns: Column<ReportRow>[] = [
    { key: 'period', title: words.period, render: (row) => row.period.title, width: 200 },
    { key: 'unit', title: words.unit, sort: 'unit', render: (row) => row.unit.name, width: 160 },
    { key: 'state', title: words.state, render: (row) => <ReportStanding report={row} reviewer={row.unit.id !== own} /> },
    { key: 'lines', title: words.lines, number: true, render: done },
    { key: 'due', title: words.due, sort: 'due_at', render: (row) => formatMoment(row.due_at) },
    { key: 'sent', title: words.sent, sort: 'submitted_at', render: (row) => (row.first_submitted_at === null ? common.table.none : formatMoment(row.first_submitted_at)) },
  ]
  return (
    <>
      <PageHeader title={words.listTitle} actions={may(me, 'report_line.read_led') && <LinkButton href="/led">{led}</LinkButton>} />
      {control}
      <ListPage
        path="/api/v1/reports"
        fileName="bao-cao.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        scope={{ view }}
        kept={{ units: search.units }}
        things={words.things}
        empty={words.listEmpty}
        toolbar={
          <>
            <FilterSelect
              label={words.period}
              value={search.period}
              all={common.all}
              options={(periods.data?.items ?? []).map((period) => ({ value: period.id, label: period.title }))}
              onChange={(period) => onSearch(fromStart({ ...search, period }))}
            />
            <FilterSelect
              label={words.state}
              value={search.state}
              all={common.all}
              options={REPORT_STATES.map((state) => ({ value: state, label: terms.report[state] }))}
              onChange={(state) => onSearch(fromStart({ ...search, state }))}
            />
            <FilterSelect
              label={seal.afterAcceptance}
              value={search.changed}
              all={common.all}
              options={CHANGED.map((value) => ({ value, label: value === 'true' ? seal.options.changed : seal.options.unchanged }))}
              onChange={(changed) => onSearch(fromStart({ ...search, changed }))}
            />
          </>
        }
      >
        {(items) => (
          <DataTable
            label={words.listTitle}
            columns={columns}
            rows={items}
            idOf={(row) => row.id}
            hrefOf={(row) => (row.allowed_actions.includes('accept') || row.allowed_actions.includes('reopen') ? `/review?report=${row.id}` : `/reports/${row.id}`)}
            sort={search.sort ?? '-due_at'}
            onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
          />
        )}
      </ListPage>
    </>
  )
}
