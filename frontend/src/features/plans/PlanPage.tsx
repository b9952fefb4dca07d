import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listAssignmentsOptions, listPlansOptions, listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import type { AssignmentRow } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { PageHeader } from '@/components/PageHeader'
import { DeadlineStatus, WorkStatus, type DeadlineState, type WorkState } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatNumber } from '@/lib/format'
import { useShortcuts } from '@/lib/keys'
import type { ListSearch } from '@/lib/search-params'
import { useMe } from '@/lib/session/access'
import type { CADENCES} from './search';
import { DEADLINE_STATES, PARTS, WORK_STATES } from './search'
import { AssignmentPanel } from './AssignmentPanel'
import styles from './plans.module.css'

export interface PlanSearch extends ListSearch {
  unit?: string
  task?: string
  indicator?: string
  dimension?: string
  part?: (typeof PARTS)[number]
  cadence?: (typeof CADENCES)[number]
  work_state?: WorkState
  deadline_state?: DeadlineState
  assignment?: string
}

/** Any of the assignments in five seconds: filters in the address, one of them open beside the list. */
export function PlanPage({ search, onSearch }: { search: PlanSearch; onSearch: (search: PlanSearch) => void }) {
  const words = useWords(plansWords)
  const common = useWords(commonWords)
  const { assignment: open, q, sort, cursor, page, ...filters } = search
  const query = useQuery({ ...listAssignmentsOptions({ query: { ...filters, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const plan = useQuery(listPlansOptions({ query: { limit: 1 } })).data?.items[0]
  const change = (next: PlanSearch) => onSearch({ ...next, cursor: undefined, page: undefined })
  const items = query.data?.items ?? []
  const at = items.findIndex(({ id }) => id === open)
  const show = (row: AssignmentRow | undefined) => row !== undefined && onSearch({ ...search, assignment: row.id })
  useShortcuts(
    [
      { keys: 'ArrowDown', label: common.keys.next, run: (event) => {
        event.preventDefault()
        show(items[at + 1])
      } },
      { keys: 'ArrowUp', label: common.keys.previous, run: (event) => {
        event.preventDefault()
        show(items[at - 1])
      } },
      { keys: 'Escape', label: common.keys.escape, run: () => onSearch({ ...search, assignment: undefined }) },
    ],
    open !== undefined,
  )
  return (
    <>
      <PageHeader
        title={plan === undefined ? words.title : plan.title}
        facts={plan === undefined ? undefined : <span>{words.planFacts(formatNumber(plan.tasks), formatNumber(plan.assignments))}</span>}
      />
      <Views search={search} onChange={change} />
      <div className={styles.split} data-open={open !== undefined}>
        <div>
          <ListPage
            path="/api/v1/assignments"
            fileName="phan-cong.xlsx"
            query={query}
            search={{ q, sort, cursor, page, ...filters }}
            onSearch={(next) => onSearch(next)}
            filters={filters}
            things={words.things}
            empty={words.empty}
            toolbar={<Filters search={search} onChange={change} />}
          >
            {(rows) => <Table rows={rows} search={search} onSearch={onSearch} />}
          </ListPage>
        </div>
        {open !== undefined && <AssignmentPanel key={open} id={open} onClose={() => onSearch({ ...search, assignment: undefined })} />}
      </div>
    </>
  )
}

function Table({ rows, search, onSearch }: { rows: AssignmentRow[]; search: PlanSearch; onSearch: (search: PlanSearch) => void }) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const common = useWords(commonWords)
  const columns: Column<AssignmentRow>[] = [
    {
      key: 'task',
      title: words.task,
      sort: 'sort',
      width: 320,
      render: (row) => (
        <>
          {row.task.title} <span className="secondary small">{row.task.source_ref}</span>
        </>
      ),
    },
    {
      key: 'unit',
      title: words.unit,
      sort: 'unit',
      width: 150,
      render: (row) => (
        <>
          {row.unit.name}
          {row.unit.provisional && <ProvisionalUnit />}
        </>
      ),
    },
    { key: 'part', title: words.part, render: (row) => `${terms.part[row.part]}, ${terms.mandate[row.mandate]}` },
    { key: 'due', title: words.due, sort: 'due_on', render: (row) => (row.due_on === null ? (row.task.due_text ?? common.table.none) : formatDay(row.due_on)) },
    { key: 'work', title: words.work, render: (row) => <WorkStatus state={row.work_state} /> },
    { key: 'deadline', title: words.deadline, render: (row) => <DeadlineStatus state={row.deadline_state} /> },
    { key: 'percent', title: words.percent, number: true, sort: 'percent', render: (row) => (row.percent === null ? common.table.none : `${row.percent}%`) },
  ]
  return (
    <DataTable
      label={words.title}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      onOpen={(row) => onSearch({ ...search, assignment: row.id })}
      current={search.assignment}
      sort={search.sort ?? 'sort'}
      onSort={(sort) => onSearch({ ...search, sort, cursor: undefined, page: undefined })}
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

function Views({ search, onChange }: { search: PlanSearch; onChange: (search: PlanSearch) => void }) {
  const words = useWords(plansWords)
  const me = useMe()
  const mine = me.membership.unit.id
  const views: Record<string, PlanSearch> = {
    all: {},
    overdue: { deadline_state: 'overdue' },
    soon: { deadline_state: 'due_soon' },
    awaiting: { work_state: 'awaiting_confirmation', cadence: 'once' },
    mine: { unit: mine },
  }
  const chosen = search.deadline_state === 'overdue' ? 'overdue' : search.deadline_state === 'due_soon' ? 'soon' : search.work_state === 'awaiting_confirmation' ? 'awaiting' : search.unit === mine ? 'mine' : 'all'
  return (
    <div style={{ marginBottom: 12 }}>
      <Chips
        label={words.views}
        chips={[
          { key: 'all', label: words.viewAll },
          { key: 'overdue', label: words.viewOverdue },
          { key: 'soon', label: words.viewDueSoon },
          { key: 'awaiting', label: words.viewAwaiting },
          { key: 'mine', label: words.viewMine },
        ]}
        chosen={chosen}
        onChoose={(key) => onChange(views[key] ?? {})}
      />
    </div>
  )
}

function Filters({ search, onChange }: { search: PlanSearch; onChange: (search: PlanSearch) => void }) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const common = useWords(commonWords)
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  return (
    <>
      <FilterSelect label={words.unit} value={search.unit} all={common.all} options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.short_name }))} onChange={(unit) => onChange({ ...search, unit })} />
      <FilterSelect
        label={words.dimension}
        value={search.dimension}
        all={common.all}
        options={[...['1', '2', '3', '4', '5', '6', '7', '8'].map((code) => ({ value: code, label: `${terms.level.dimension} ${code}` })), { value: 'none', label: words.general }]}
        onChange={(dimension) => onChange({ ...search, dimension })}
      />
      <FilterSelect label={words.part} value={search.part} all={common.all} options={PARTS.map((value) => ({ value, label: terms.part[value] }))} onChange={(part) => onChange({ ...search, part })} />
      <FilterSelect label={words.work} value={search.work_state} all={common.all} options={WORK_STATES.map((value) => ({ value, label: terms.work[value] }))} onChange={(state) => onChange({ ...search, work_state: state })} />
      <FilterSelect label={words.deadline} value={search.deadline_state} all={common.all} options={DEADLINE_STATES.map((value) => ({ value, label: terms.deadline[value] }))} onChange={(state) => onChange({ ...search, deadline_state: state })} />
    </>
  )
}
