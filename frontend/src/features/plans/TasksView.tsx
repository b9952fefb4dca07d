import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listTasksOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead, TaskRow } from '@/api/types.gen'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { href } from '@/lib/search-params'
import { DimensionSelect } from './PlanFilters'
import { CADENCES, TASK_KINDS, type PlanSearch } from './search'

interface ViewProps {
  plan: PlanRead
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
}

/** The tasks of the plan, paragraph by paragraph; each leads to who carries it out. */
export function TasksView({ plan, search, onSearch }: ViewProps) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const common = useWords(commonWords)
  const { q, sort, cursor, kind, cadence, dimension } = search
  const filters = { plan: plan.id, kind, cadence, dimension }
  const query = useQuery({ ...listTasksOptions({ query: { ...filters, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const change = (next: PlanSearch) => onSearch({ ...next, cursor: undefined, page: undefined })
  const columns: Column<TaskRow>[] = [
    { key: 'title', title: words.task, width: 320, render: (row) => row.title },
    { key: 'ref', title: words.paragraph, sort: 'sort', width: 150, render: (row) => row.source_ref },
    { key: 'kind', title: words.kind, width: 120, render: (row) => terms.taskKind[row.kind] },
    { key: 'cadence', title: words.cadence, width: 110, render: (row) => terms.cadence[row.cadence] },
    { key: 'mode', title: words.mode, width: 110, render: (row) => words.modes[row.mode] },
    { key: 'due', title: words.due, sort: 'due_on', width: 120, render: (row) => (row.due_on === null ? (row.due_text ?? common.table.none) : formatDay(row.due_on)) },
    { key: 'proof', title: words.proof, render: (row) => (row.requires_evidence ? common.yes : common.no) },
    { key: 'units', title: words.units, number: true, render: (row) => row.units },
  ]
  return (
    <ListPage
      path="/api/v1/tasks"
      fileName="nhiem-vu.xlsx"
      query={query}
      search={search}
      onSearch={(next) => onSearch({ ...next, view: 'tasks' })}
      filters={{ ...filters, plan: undefined }}
      things={words.taskThings}
      empty={words.empty}
      toolbar={
        <>
          <FilterSelect label={words.kind} value={kind} all={common.all} options={TASK_KINDS.map((value) => ({ value, label: terms.taskKind[value] }))} onChange={(chosen) => change({ ...search, kind: chosen })} />
          <FilterSelect label={words.cadence} value={cadence} all={common.all} options={CADENCES.map((value) => ({ value, label: terms.cadence[value] }))} onChange={(chosen) => change({ ...search, cadence: chosen })} />
          <DimensionSelect plan={plan} value={dimension} onChange={(chosen) => change({ ...search, dimension: chosen })} />
        </>
      }
    >
      {(rows) => (
        <DataTable label={words.tasks} columns={columns} rows={rows} idOf={(row) => row.id} hrefOf={(row) => href('/plan', { task: row.id })} sort={sort ?? 'sort'} onSort={(next) => change({ ...search, sort: next })} />
      )}
    </ListPage>
  )
}
