import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listInspectionsOptions } from '@/api/@tanstack/react-query.gen'
import type { InspectionRow } from '@/api/types.gen'
import { PageHeader } from '@/components/PageHeader'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { ViewTabs } from '@/components/ViewTabs'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { fromStart, prune } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { FindingList } from './FindingList'
import { InspectionDialog } from './InspectionDialog'
import { InspectionMark } from './Marks'
import { QUICKS, STATES, type InspectionSearch, type ListProps } from './search'
import { useSeesAll } from './use-sees-all'

/** Inspections of units, and over all of them what was found. */
export function InspectionsPage(props: ListProps) {
  const words = useWords(inspectionWords)
  const [creating, setCreating] = useState(false)
  const { view } = props.search
  return (
    <>
      <PageHeader
        title={words.title}
        actions={
          may(useMe(), 'inspection.manage') && (
            <Button type="primary" onClick={() => setCreating(true)}>
              {words.create}
            </Button>
          )
        }
      />
      <ViewTabs
        label={words.views}
        chosen={view ?? 'inspections'}
        tabs={(['inspections', 'findings'] as const).map((key) => ({ key, label: words.tabs[key] }))}
        onChoose={(key) => props.onSearch(key === 'findings' ? { view: 'findings' } : {})}
      />
      {view === 'findings' ? <FindingList {...props} /> : <InspectionList {...props} />}
      {creating && <InspectionDialog onClose={() => setCreating(false)} />}
    </>
  )
}

function InspectionList({ search, onSearch }: ListProps) {
  const words = useWords(inspectionWords)
  const seesAll = useSeesAll()
  const { q, sort, cursor, state, unit, having } = search
  const filters = { state, unit, ...(having !== undefined && { [having]: true }) }
  const query = useQuery({ ...listInspectionsOptions({ query: { ...filters, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const filter = (given: Partial<InspectionSearch>) => onSearch(fromStart(prune({ ...search, ...given })))
  return (
    <ListPage
      path="/api/v1/inspections"
      fileName="kiem-tra.xlsx"
      query={query}
      search={search}
      onSearch={onSearch}
      filters={filters}
      things={words.things}
      empty={seesAll ? words.empty : words.emptyOwn}
      toolbar={
        <>
          <FilterSelect label={words.state} all={words.allStates} value={state} options={STATES.map((value) => ({ value, label: words.states[value] }))} onChange={(chosen) => filter({ state: chosen })} />
          {seesAll && <UnitSelect label={words.unit} all={words.allUnits} value={unit} onChange={(chosen) => filter({ unit: chosen })} />}
          <FilterSelect label={words.quick} all={words.quickAll} value={having} options={QUICKS.map((value) => ({ value, label: words.quicks[value] }))} onChange={(chosen) => filter({ having: chosen })} />
        </>
      }
    >
      {(rows) => <InspectionTable rows={rows} search={search} onSearch={onSearch} />}
    </ListPage>
  )
}

/** What the findings of an inspection come to, in words. */
function Counts({ findings }: Pick<InspectionRow, 'findings'>) {
  const words = useWords(inspectionWords)
  const { total, to_remedy: open, overdue, to_verify: waiting } = findings
  if (total === 0) return '–'
  const parts = [open > 0 ? words.counts(open, total) : waiting === 0 ? words.allDone(total) : String(total), ...(waiting > 0 ? [words.verifyCount(waiting)] : [])]
  return (
    <>
      {parts.join(', ')}
      {overdue > 0 && <strong style={{ color: 'var(--color-error)' }}>, {words.overdueCount(overdue)}</strong>}
    </>
  )
}

function InspectionTable({ rows, search, onSearch }: ListProps & { rows: InspectionRow[] }) {
  const words = useWords(inspectionWords)
  const columns: Column<InspectionRow>[] = [
    { key: 'title', title: words.name, sort: 'title', width: 290, render: (row) => row.title },
    { key: 'unit', title: words.unit, sort: 'unit', width: 160, render: ({ unit }) => unit.name },
    {
      key: 'kind',
      title: words.kind,
      width: 180,
      whole: true,
      render: ({ kind, inspecting_unit: inspector }) => (
        <>
          {words.kinds[kind]} <span className="secondary small">{words.ledBy(inspector.name)}</span>
        </>
      ),
    },
    { key: 'days', title: words.days, sort: 'starts_on', nowrap: true, render: (row) => words.daysOf(formatDay(row.starts_on), formatDay(row.ends_on)) },
    { key: 'findings', title: words.findings, width: 190, render: ({ findings }) => <Counts findings={findings} /> },
    { key: 'state', title: words.state, nowrap: true, render: ({ state }) => <InspectionMark state={state} /> },
  ]
  return (
    <DataTable
      label={words.title}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      hrefOf={(row) => `/inspections/${row.id}`}
      sort={search.sort ?? '-starts_on'}
      onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
    />
  )
}
