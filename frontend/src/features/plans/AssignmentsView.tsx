import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listAssignmentsOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead } from '@/api/types.gen'
import { WithPanel } from '@/components/SidePanel'
import { ListPage } from '@/components/table/ListPage'
import { plansWords } from '@/i18n/plans'
import { useWords } from '@/i18n/words'
import { useNeighbours } from '@/lib/keys'
import { fromStart } from '@/lib/search-params'
import { AssignmentPanel } from './AssignmentPanel'
import { ManyAssignments } from './work/ManyAssignments'
import { filtersOf } from './filters'
import { LinkedFilters, PlanFilters, PlanViews } from './PlanFilters'
import type { PlanSearch } from './search'

interface ViewProps {
  plan: PlanRead
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
}

/** Any of the assignments in five seconds: filters in the address, one of them open beside the list. */
export function AssignmentsView({ plan, search, onSearch }: ViewProps) {
  const words = useWords(plansWords)
  const { assignment: open, q, sort, cursor, page } = search
  const filters = { ...filtersOf(search), plan: plan.id }
  const query = useQuery({ ...listAssignmentsOptions({ query: { ...filters, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const change = (next: PlanSearch) => onSearch(fromStart(next))
  const close = () => onSearch({ ...search, assignment: undefined })
  useNeighbours(query.data?.items ?? [], open, (assignment) => onSearch({ ...search, assignment }))
  return (
    <>
      <PlanViews plan={plan} search={search} onChange={change} />
      <LinkedFilters search={search} onChange={change} />
      <WithPanel open={open} panel={(id) => <AssignmentPanel key={id} id={id} onClose={close} />}>
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
      </WithPanel>
    </>
  )
}
