import { Button } from 'antd'
import { useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listTasksOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead, TaskRow } from '@/api/types.gen'
import { WithPanel } from '@/components/SidePanel'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { DimensionSelect } from '@/components/table/DimensionSelect'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { CADENCES, TASK_KINDS, type PlanSearch } from './search'
import { TaskForm } from './TaskForm'
import { TaskPanel } from './TaskPanel'
import type { Writing } from './writing'

interface ViewProps {
  plan: PlanRead
  writing: Writing
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
}

/** The tasks of the plan, paragraph by paragraph; each leads to who carries it out. */
export function TasksView({ plan, writing, search, onSearch }: ViewProps) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const common = useWords(commonWords)
  const said = useWords(planningWords)
  const [adding, setAdding] = useState(false)
  const { q, sort, cursor, kind, cadence, dimension, gone, open } = search
  const filters = { plan: plan.id, kind, cadence, dimension, dropped: gone === 'yes' }
  const writes = writing.draft || writing.amendment !== undefined
  const close = () => onSearch({ ...search, open: undefined })
  const query = useQuery({ ...listTasksOptions({ query: { ...filters, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const change = (next: PlanSearch) => onSearch(fromStart(next))
  const columns: Column<TaskRow>[] = [
    { key: 'title', title: words.task, width: 320, render: (row) => (row.carried_from === null ? row.title : `${row.title} (${said.carriedFrom(row.carried_from)})`) },
    { key: 'ref', title: words.paragraph, sort: 'sort', width: 170, render: (row) => row.source_ref },
    { key: 'kind', title: words.kind, width: 120, render: (row) => terms.taskKind[row.kind] },
    { key: 'cadence', title: words.cadence, width: 110, render: (row) => terms.cadence[row.cadence] },
    { key: 'mode', title: words.mode, width: 110, render: (row) => words.modes[row.mode] },
    { key: 'due', title: words.due, sort: 'due_on', width: 120, render: (row) => (row.due_on === null ? (row.due_text ?? common.table.none) : formatDay(row.due_on)) },
    { key: 'proof', title: words.proof, render: (row) => (row.requires_evidence ? common.yes : common.no) },
    { key: 'units', title: words.units, number: true, render: (row) => row.units },
  ]
  return (
    <>
      <div className="row" style={{ marginBottom: 12 }}>
        {writes && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {said.addTask}
          </Button>
        )}
        <label>
          <input type="checkbox" checked={gone === 'yes'} onChange={(event) => change({ ...search, gone: event.target.checked ? 'yes' : undefined })} /> {said.dropped}
        </label>
      </div>
      <WithPanel open={open} panel={(id) => <TaskPanel key={id} plan={plan} writing={writing} id={id} onClose={close} />}>
        <ListPage
          path="/api/v1/tasks"
          fileName="nhiem-vu.xlsx"
          query={query}
          search={search}
          onSearch={(next) => onSearch({ ...next, view: 'tasks' })}
          filters={{ kind, cadence, dimension }}
          scope={{ plan: plan.id, dropped: gone === 'yes' }}
          things={words.taskThings}
          empty={words.empty}
          toolbar={
            <>
              <FilterSelect label={words.kind} value={kind} all={common.all} options={TASK_KINDS.map((value) => ({ value, label: terms.taskKind[value] }))} onChange={(chosen) => change({ ...search, kind: chosen })} />
              <FilterSelect label={words.cadence} value={cadence} all={common.all} options={CADENCES.map((value) => ({ value, label: terms.cadence[value] }))} onChange={(chosen) => change({ ...search, cadence: chosen })} />
              <DimensionSelect label={words.dimension} year={plan.framework_year} none={words.general} value={dimension} onChange={(chosen) => change({ ...search, dimension: chosen })} />
            </>
          }
        >
          {(rows) => (
            <DataTable label={words.tasks} columns={open === undefined ? columns : columns.filter(({ key }) => ['title', 'due', 'units'].includes(key))} rows={rows} idOf={(row) => row.id} current={open} onOpen={(row) => onSearch({ ...search, view: 'tasks', open: row.id })} sort={sort ?? 'sort'} onSort={(next) => change({ ...search, sort: next })} />
          )}
        </ListPage>
      </WithPanel>
      {adding && <TaskForm plan={plan} writing={writing} onClose={() => setAdding(false)} />}
    </>
  )
}
