import { useQuery } from '@tanstack/react-query'
import { Diamond } from 'lucide-react'
import { getLowRatedOptions } from '@/api/@tanstack/react-query.gen'
import type { LowRatedRead, PlanRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { EmptyState, FilteredEmptyState } from '@/components/EmptyState'
import { Provisional } from '@/components/Provisional'
import { QueryState } from '@/components/QueryState'
import { Mark } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ExportButton } from '@/components/table/ListPage'
import { UnitSelect } from '@/components/table/UnitSelect'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatScore } from '@/lib/format'
import { href } from '@/lib/search-params'
import type { PlanSearch } from './search'

interface ViewProps {
  plan: PlanRead
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
}

const LEADS = 3

/** What people rated low: each with its source, what the plan wants of it, and how the work on it stands. */
export function LowRatedView({ plan, search, onSearch }: ViewProps) {
  const words = useWords(planningWords)
  const plans = useWords(plansWords)
  const common = useWords(commonWords)
  const query = useQuery(getLowRatedOptions({ path: { plan_id: plan.id }, query: { unit: search.unit } }))
  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className="row" style={{ alignItems: 'end' }}>
        <UnitSelect label={plans.unit} value={search.unit} all={common.all} onChange={(unit) => onSearch({ view: 'low', unit })} />
        <ExportButton path={`/api/v1/plans/${plan.id}/low-rated`} fileName="danh-gia-chua-cao.xlsx" filters={{ unit: search.unit }} />
      </div>
      <QueryState query={query}>
        {({ items }) => {
          if (items.length > 0) return <Board plan={plan} items={items} unit={search.unit} />
          return search.unit === undefined ? <EmptyState>{words.lowEmpty}</EmptyState> : <FilteredEmptyState onClear={() => onSearch({ view: 'low' })} />
        }}
      </QueryState>
    </div>
  )
}

function Board({ plan, items, unit }: { plan: PlanRead; items: LowRatedRead[]; unit: string | undefined }) {
  const words = useWords(planningWords)
  const plans = useWords(plansWords)
  const terms = useWords(termWords)
  const score = (value: number | null) => (value === null ? plans.noBaseline : formatScore(value))
  const columns: Column<LowRatedRead>[] = [
    {
      key: 'name',
      title: plans.indicator,
      width: 300,
      render: (row) => (
        <>
          {row.code} {row.name_vi} <Provisional shown={row.name_status === 'working'} />
        </>
      ),
    },
    { key: 'source', title: words.lowSource, render: (row) => <Mark icon={Diamond} colour="amber" fill>{row.source === null ? plans.lowRated : plans.targetNote(row.source)}</Mark> },
    { key: 'target', title: plans.targetValue, width: 170, render: (row) => `${terms.stance[row.stance]}: ${words.lowTargets(row.baseline === null && row.above !== null ? words.publishedAbove(row.above.code, formatScore(row.above.value), row.above.year) : score(row.baseline), row.target === null ? plans.noTarget : formatScore(row.target))}` },
    {
      key: 'progress',
      title: words.lowProgress,
      width: 230,
      render: (row) =>
        row.tasks === 0 ? (
          <span className="secondary">{words.lowNoWork}</span>
        ) : (
          <AppLink href={href('/plan', { plan: plan.id, indicator: row.indicator_id, unit })}>{words.lowCounts(row.units, row.completed, row.overdue, row.reported)}</AppLink>
        ),
    },
    { key: 'tasks', title: words.lowTasks, width: 260, render: (row) => row.task_list.map(({ title }) => title).join('; ') || '–' },
    { key: 'leads', title: words.lowLeads, width: 200, render: (row) => (row.leads.length > LEADS ? `${row.leads.slice(0, LEADS).join(', ')} ${words.andMore(row.leads.length - LEADS)}` : row.leads.join(', ') || '–') },
  ]
  return <DataTable label={words.tabs.low} columns={columns} rows={items} idOf={(row) => row.indicator_id} hrefOf={(row) => href('/indicators', { plan: plan.id, edition: plan.framework_year, indicator: row.indicator_id })} />
}
