import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { listAssignmentsOptions, listPlansOptions } from '@/api/@tanstack/react-query.gen'
import type { AssignmentRow, PlanRead } from '@/api/types.gen'
import { PageHeader } from '@/components/PageHeader'
import { ListPage } from '@/components/table/ListPage'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import { useShortcuts } from '@/lib/keys'
import { AnnexLinks } from './annex/AnnexLinks'
import { AssignmentPanel } from './AssignmentPanel'
import { AssignmentTable } from './AssignmentTable'
import { filtersOf } from './filters'
import { LinkedFilters, PlanFilters, PlanViews } from './PlanFilters'
import { PLAN_VIEWS, type PlanSearch } from './search'
import { TargetsView } from './TargetsView'
import { TasksView } from './TasksView'
import styles from './plans.module.css'

interface PlanProps {
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
}

/** The plan in three ways: who does what, the tasks themselves, and what they are to move. */
export function PlanPage({ search, onSearch }: PlanProps) {
  const words = useWords(plansWords)
  const plan = useQuery(listPlansOptions({ query: { limit: 1 } })).data?.items[0]
  const { view } = search
  return (
    <>
      <PageHeader
        title={plan === undefined ? words.title : words.titleOf(plan.year)}
        actions={plan === undefined ? undefined : <AnnexLinks plan={plan} />}
        facts={
          plan === undefined ? undefined : (
            <>
              <span>{plan.title}</span>
              <span className="secondary">{words.planFacts(formatNumber(plan.tasks), formatNumber(plan.assignments))}</span>
            </>
          )
        }
      />
      <Tabs
        activeKey={view ?? 'assignments'}
        items={(['assignments', 'tasks', 'targets'] as const).map((key) => ({ key, label: words.partNames[key] }))}
        onChange={(key) => onSearch({ view: PLAN_VIEWS.find((known) => known === key) })}
      />
      {view === 'tasks' && plan !== undefined && <TasksView plan={plan} search={search} onSearch={onSearch} />}
      {view === 'targets' && plan !== undefined && <TargetsView plan={plan} search={search} onSearch={onSearch} />}
      {view === undefined && <Assignments plan={plan} search={search} onSearch={onSearch} />}
    </>
  )
}

/** Any of the assignments in five seconds: filters in the address, one of them open beside the list. */
function Assignments({ plan, search, onSearch }: PlanProps & { plan: PlanRead | undefined }) {
  const words = useWords(plansWords)
  const common = useWords(commonWords)
  const { assignment: open, q, sort, cursor, page } = search
  const filters = filtersOf(search)
  const query = useQuery({ ...listAssignmentsOptions({ query: { ...filters, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const change = (next: PlanSearch) => onSearch({ ...next, cursor: undefined, page: undefined })
  const items = query.data?.items ?? []
  const at = items.findIndex(({ id }) => id === open)
  const show = (row: AssignmentRow | undefined) => {
    if (row !== undefined) onSearch({ ...search, assignment: row.id })
  }
  const close = () => onSearch({ ...search, assignment: undefined })
  useShortcuts(
    [
      { keys: 'ArrowDown', label: common.keys.next, run: () => show(items[at + 1]) },
      { keys: 'ArrowUp', label: common.keys.previous, run: () => show(items[at - 1]) },
      { keys: 'Escape', label: common.keys.escape, run: close },
    ],
    open !== undefined,
  )
  return (
    <>
      <PlanViews search={search} onChange={change} />
      <LinkedFilters search={search} onChange={change} />
      <div className={styles.split} data-open={open !== undefined}>
        <div className={styles.list}>
          <ListPage
            path="/api/v1/assignments"
            fileName="phan-cong.xlsx"
            query={query}
            search={{ q, sort, cursor, page, ...filters }}
            onSearch={(next) => onSearch(next)}
            filters={filters}
            things={words.things}
            empty={words.empty}
            toolbar={<PlanFilters search={search} plan={plan} onChange={change} />}
          >
            {(rows) => <AssignmentTable rows={rows} search={search} onSearch={onSearch} />}
          </ListPage>
        </div>
        {open !== undefined && <AssignmentPanel key={open} id={open} onClose={close} />}
      </div>
    </>
  )
}
