import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Diamond } from 'lucide-react'
import { useState } from 'react'
import { getTargetsOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead, TargetRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { EmptyState, FilteredEmptyState } from '@/components/EmptyState'
import { Provisional } from '@/components/Provisional'
import { QueryState } from '@/components/QueryState'
import { Mark } from '@/components/Status'
import { ExportButton } from '@/components/table/ListPage'
import { DataTable, type Column } from '@/components/table/DataTable'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatScore } from '@/lib/format'
import { href } from '@/lib/search-params'
import { matches } from '@/lib/search'
import type { PlanSearch } from './search'
import { sortTargets } from './target-rows'
import { TargetsEditor } from './TargetsEditor'
import { TOTAL, withTotal } from './total'
import type { Writing } from './writing'
import styles from './plans.module.css'

interface ViewProps {
  plan: PlanRead
  writing: Writing
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
}

/** What the plan wants to keep or to raise; what people rated low stands out. */
export function TargetsView({ plan, writing, search, onSearch }: ViewProps) {
  const words = useWords(plansWords)
  const said = useWords(planningWords)
  const terms = useWords(termWords)
  const [editing, setEditing] = useState(false)
  const writes = writing.draft || writing.amendment !== undefined
  const query = useQuery(getTargetsOptions({ path: { plan_id: plan.id } }))
  return (
    <QueryState query={query}>
      {(targets) => {
        const items = withTotal(targets, terms.level.total)
        return editing ? (
          <TargetsEditor plan={plan} writing={writing} items={items} onDone={() => setEditing(false)} />
        ) : (
          <>
            <div className="row" style={{ marginBottom: 12 }}>
              {writes && <Button onClick={() => setEditing(true)}>{said.targetsEdit}</Button>}
              {items.length > 0 && <ExportButton path={`/api/v1/plans/${plan.id}/targets`} fileName="muc-tieu.xlsx" filters={{}} />}
            </div>
            {items.length === 0 ? <EmptyState>{words.targetsEmpty}</EmptyState> : <Targets plan={plan} items={items} search={search} onSearch={onSearch} />}
          </>
        )
      }}
    </QueryState>
  )
}

function Targets({ plan, items, search, onSearch }: Omit<ViewProps, 'writing'> & { items: readonly TargetRead[] }) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const common = useWords(commonWords)
  const lowOnly = search.low === 'yes'
  const named = items.filter((item) => matches(`${item.code} ${item.name_vi}`, search.q ?? ''))
  const rows = sortTargets(named.filter((item) => !lowOnly || item.low_rated), search.sort)
  const columns: Column<TargetRead>[] = [
    {
      key: 'name',
      title: words.indicator,
      sort: 'code',
      width: 320,
      render: (row) => (
        <>
          {row.code} {row.name_vi}
          <Provisional shown={row.name_status === 'working'} />
        </>
      ),
    },
    { key: 'level', title: words.level, nowrap: true, render: (row) => terms.level[row.level as keyof typeof terms.level] },
    { key: 'stance', title: words.stance, sort: 'stance', nowrap: true, render: (row) => terms.stance[row.stance] },
    { key: 'baseline', title: words.baseline, sort: 'baseline', number: true, render: (row) => (row.baseline === null ? words.noBaseline : formatScore(row.baseline)) },
    { key: 'target', title: words.targetValue, sort: 'target', number: true, render: (row) => (row.target === null ? common.table.none : formatScore(row.target)) },
    { key: 'low', title: words.lowRated, render: (row) => (row.low_rated ? <Mark icon={Diamond} colour="amber" fill>{row.low_rated_source === null ? common.yes : words.targetNote(row.low_rated_source)}</Mark> : common.table.none) },
    { key: 'note', title: words.note, render: (row) => (row.note === null ? common.table.none : words.targetNote(row.note)) },
  ]
  const chips = [
    { key: 'no' as const, label: common.all, count: items.length },
    { key: 'yes' as const, label: words.lowRated, count: items.filter(({ low_rated: low }) => low).length },
  ]
  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className={styles.targetFilters}>
        <Chips label={words.targets} chips={chips} chosen={lowOnly ? 'yes' : 'no'} onChoose={(low) => onSearch({ ...search, low: low === 'yes' ? 'yes' : undefined })} />
        <input className="input" type="search" aria-label={common.table.search} placeholder={common.table.search} value={search.q ?? ''} onChange={(event) => onSearch({ ...search, q: event.target.value === '' ? undefined : event.target.value })} />
      </div>
      {rows.length === 0 ? (
        <FilteredEmptyState onClear={() => onSearch({ view: 'targets' })} />
      ) : (
        <DataTable label={words.targets} columns={columns} rows={rows} idOf={(row) => row.indicator_id} hrefOf={(row) => href('/indicators', { plan: plan.id, edition: plan.framework_year, indicator: row.indicator_id === TOTAL ? undefined : row.indicator_id })} sort={search.sort ?? 'code'} onSort={(sort) => onSearch({ ...search, sort })} />
      )}
    </div>
  )
}
