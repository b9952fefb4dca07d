import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listFindingsOptions } from '@/api/@tanstack/react-query.gen'
import type { FindingRow } from '@/api/types.gen'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { fromStart, prune } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { FindingMark, SeverityMark } from './Marks'
import { FINDING_QUICKS, SEVERITIES, type InspectionSearch, type ListProps } from './search'
import { useSeesAll } from './use-sees-all'

/** What was found in all inspections, by the day on which it is to be remedied. */
export function FindingList({ search, onSearch }: ListProps) {
  const words = useWords(inspectionWords)
  const seesAll = useSeesAll()
  const manages = may(useMe(), 'inspection.manage')
  const { q, sort, cursor, unit, only, severity } = search
  const filters = { unit, severity, ...(only !== undefined && { [only]: true }) }
  const query = useQuery({ ...listFindingsOptions({ query: { ...filters, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const filter = (given: Partial<InspectionSearch>) => onSearch(fromStart(prune({ ...search, ...given })))
  const quicks = FINDING_QUICKS.filter((key) => key !== 'verifiable' || manages)
  return (
    <ListPage
      path="/api/v1/findings"
      fileName="ton-tai-han-che.xlsx"
      query={query}
      search={search}
      onSearch={onSearch}
      filters={filters}
      kept={{ view: 'findings' }}
      things={words.findingThings}
      empty={words.noFindings}
      toolbar={
        <>
          <FilterSelect label={words.state} all={words.allStates} value={only} options={quicks.map((value) => ({ value, label: words.findingQuicks[value] }))} onChange={(chosen) => filter({ only: chosen })} />
          {seesAll && <UnitSelect label={words.unit} all={words.allUnits} value={unit} onChange={(chosen) => filter({ unit: chosen })} />}
          <FilterSelect label={words.severity} all={words.allSeverities} value={severity} options={SEVERITIES.map((value) => ({ value, label: words.severities[value] }))} onChange={(chosen) => filter({ severity: chosen })} />
        </>
      }
    >
      {(rows) => <FindingTable rows={rows} search={search} onSearch={onSearch} />}
    </ListPage>
  )
}

function FindingTable({ rows, search, onSearch }: ListProps & { rows: FindingRow[] }) {
  const words = useWords(inspectionWords)
  const columns: Column<FindingRow>[] = [
    { key: 'text', title: words.text, width: 300, render: (row) => row.text },
    { key: 'unit', title: words.unit, sort: 'unit', width: 130, render: ({ unit }) => unit.name },
    { key: 'inspection', title: words.inspection, width: 190, render: ({ inspection }) => inspection.title },
    { key: 'severity', title: words.severity, nowrap: true, render: ({ severity }) => <SeverityMark severity={severity} /> },
    { key: 'due', title: words.dueOn, sort: 'due_on', nowrap: true, render: (row) => formatDay(row.due_on) },
    { key: 'state', title: words.state, width: 240, render: (row) => <FindingMark finding={row} /> },
  ]
  return (
    <DataTable
      label={words.findings}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      hrefOf={(row) => `/findings/${row.id}`}
      sort={search.sort ?? 'due_on'}
      onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
    />
  )
}
