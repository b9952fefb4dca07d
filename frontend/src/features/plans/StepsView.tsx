import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listTaskStepsOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead, StepRow } from '@/api/types.gen'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { STEP_STATES, type PlanSearch } from './search'

interface ViewProps {
  plan: PlanRead
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
}

/** The procedures that the plan's tasks simplify, those due first at the top; each opens its task. */
export function StepsView({ plan, search, onSearch }: ViewProps) {
  const words = useWords(planningWords)
  const task = useWords(plansWords).task
  const { all, table } = useWords(commonWords)
  const { q, sort, cursor, page, step } = search
  const query = useQuery({ ...listTaskStepsOptions({ query: { plan: plan.id, state: step, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const columns: Column<StepRow>[] = [
    { key: 'procedure', title: words.stepProcedure, sort: 'procedure', width: 230, render: (row) => (row.procedure_code === null ? row.procedure : `${row.procedure} (${row.procedure_code})`) },
    { key: 'what', title: words.stepWhat, width: 250, render: (row) => row.simplification },
    { key: 'basis', title: words.stepBasis, width: 170, render: (row) => row.basis ?? table.none },
    { key: 'due', title: words.stepDue, sort: 'due_on', nowrap: true, render: (row) => (row.due_on === null ? table.none : formatDay(row.due_on)) },
    { key: 'state', title: words.stepState, width: 170, render: (row) => words.stepStates[row.state] },
    { key: 'task', title: task, width: 220, render: (row) => row.task_title },
  ]
  return (
    <ListPage
      path="/api/v1/task-steps"
      fileName="don-gian-hoa-thu-tuc.xlsx"
      query={query}
      search={{ q, sort, cursor, page, step }}
      onSearch={(next) => onSearch({ ...next, view: 'steps' })}
      filters={{ state: step }}
      scope={{ plan: plan.id }}
      things={words.stepThings}
      empty={words.stepsEmpty}
      toolbar={<FilterSelect label={words.stepState} value={step} all={all} options={STEP_STATES.map((value) => ({ value, label: words.stepStates[value] }))} onChange={(state) => onSearch(fromStart({ ...search, step: state }))} />}
    >
      {(rows) => (
        <DataTable
          label={words.tabs.steps}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          onOpen={(row) => onSearch({ view: 'tasks', open: row.task_id })}
          sort={sort ?? 'due_on'}
          onSort={(next) => onSearch(fromStart({ ...search, sort: next }))}
        />
      )}
    </ListPage>
  )
}
