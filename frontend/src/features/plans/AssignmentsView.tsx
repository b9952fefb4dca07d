import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listAssignmentsOptions } from '@/api/@tanstack/react-query.gen'
import type { AssignmentRow, PlanRead } from '@/api/types.gen'
import { ListPage } from '@/components/table/ListPage'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { useWords } from '@/i18n/words'
import { useShortcuts } from '@/lib/keys'
import { AssignmentPanel } from './AssignmentPanel'
import { ManyAssignments } from './work/ManyAssignments'
import { filtersOf } from './filters'
import { LinkedFilters, PlanFilters, PlanViews } from './PlanFilters'
import type { PlanSearch } from './search'
import styles from './plans.module.css'

interface ViewProps {
  plan: PlanRead
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
}

/** Any of the assignments in five seconds: filters in the address, one of them open beside the list. */
export function AssignmentsView({ plan, search, onSearch }: ViewProps) {
  const words = useWords(plansWords)
  const common = useWords(commonWords)
  const { assignment: open, q, sort, cursor, page } = search
  const filters = { ...filtersOf(search), plan: plan.id }
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
      <PlanViews plan={plan} search={search} onChange={change} />
      <LinkedFilters search={search} onChange={change} />
      <div className={styles.split} data-open={open !== undefined}>
        <div className={styles.list}>
          <ListPage
            path="/api/v1/assignments"
            fileName="phan-cong.xlsx"
            query={query}
            search={{ q, sort, cursor, page, ...filtersOf(search), view: undefined, units: search.units }}
            onSearch={(next) => onSearch(next)}
            filters={filtersOf(search)}
            scope={{ plan: plan.id }}
            things={words.things}
            empty={words.empty}
            toolbar={<PlanFilters search={search} plan={plan} onChange={change} />}
          >
            {(rows) => <ManyAssignments rows={rows} search={search} onSearch={onSearch} />}
          </ListPage>
        </div>
        {open !== undefined && <AssignmentPanel key={open} id={open} onClose={close} />}
      </div>
    </>
  )
}
