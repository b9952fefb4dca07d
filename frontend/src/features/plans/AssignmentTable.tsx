import type { AssignmentRow } from '@/api/types.gen'
import { DeadlineStatus, WorkStatus } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatPercent } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { DueDay } from './DueDay'
import { ReceiptCell } from './work/Receipt'
import type { PlanSearch } from './search'

interface TableProps {
  rows: AssignmentRow[]
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
  chosen: readonly string[]
  onChoose: (ids: string[]) => void
}

/** Who does what until when; both states; the row opens the panel beside it. */
export function AssignmentTable({ rows, search, onSearch, chosen, onChoose }: TableProps) {
  const work = useWords(workWords)
  const selection = search.assignment === undefined ? { chosen, onChoose, labelOf: ({ unit, task }: AssignmentRow) => work.choose(unit.name, task.title) } : undefined
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const none = useWords(commonWords).table.none
  const columns: Column<AssignmentRow>[] = [
    {
      key: 'task',
      title: words.task,
      sort: 'sort',
      width: 260,
      render: ({ task }) => (
        <>
          {task.title} <span className="secondary small">{task.source_ref}</span>
        </>
      ),
    },
    {
      key: 'unit',
      title: words.unit,
      sort: 'unit',
      width: 140,
      render: ({ unit }) => (
        <>
          {unit.name}
          {unit.provisional && <ProvisionalUnit />}
        </>
      ),
    },
    {
      key: 'part',
      title: work.partAndReceipt,
      width: 190,
      render: (row) => (
        <div className="stack" style={{ gap: 2 }}>
          {`${terms.part[row.part]}, ${terms.mandate[row.mandate]}`}
          <ReceiptCell row={row} />
        </div>
      ),
    },
    { key: 'due', title: words.due, sort: 'due_on', width: 130, render: (row) => <DueDay due={row} words={row.task.due_text} /> },
    { key: 'work', title: words.work, nowrap: true, render: (row) => <WorkStatus state={row.work_state} /> },
    { key: 'deadline', title: words.deadline, nowrap: true, render: (row) => <DeadlineStatus state={row.deadline_state} mandate={row.mandate} /> },
    { key: 'percent', title: words.percent, number: true, sort: 'percent', render: (row) => (row.percent === null ? none : formatPercent(row.percent)) },
  ]
  // beside the open panel, which says the rest, there is room for these
  const beside = ['task', 'unit', 'due', 'deadline']
  return (
    <DataTable
      label={words.title}
      selection={selection}
      columns={search.assignment === undefined ? columns : columns.filter(({ key }) => beside.includes(key))}
      rows={rows}
      idOf={(row) => row.id}
      onOpen={(row) => onSearch({ ...search, assignment: row.id })}
      current={search.assignment}
      sort={search.sort ?? 'sort'}
      onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
    />
  )
}

/** A unit whose place in the list does not rest on the plan's own words. */
function ProvisionalUnit() {
  const terms = useWords(termWords)
  return (
    <abbr title={terms.provisionalUnit} style={{ textDecoration: 'none' }}>
      {' '}
      °<span className="visually-hidden">{terms.provisionalUnit}</span>
    </abbr>
  )
}
