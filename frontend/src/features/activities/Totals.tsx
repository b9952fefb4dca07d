import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getActivitySummaryOptions } from '@/api/@tanstack/react-query.gen'
import type { ActivityUnitSummary } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { EmptyState } from '@/components/EmptyState'
import { QueryState } from '@/components/QueryState'
import { DataTable, type Column } from '@/components/table/DataTable'
import { DayFilter } from '@/components/table/DayFilter'
import { ExportButton } from '@/components/table/ListPage'
import { activityWords } from '@/i18n/activities'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import { href } from '@/lib/search-params'
import { KINDS, type ActivitySearch } from './search'

interface TotalsProps {
  search: ActivitySearch
  onSearch: (search: ActivitySearch) => void
}

/** How many were held and how many people came, by unit and kind; each number leads to its list. */
export function Totals({ search, onSearch }: TotalsProps) {
  const words = useWords(activityWords)
  const { from, to } = search
  const query = useQuery({ ...getActivitySummaryOptions({ query: { from, to } }), placeholderData: keepPreviousData })
  return (
    <div className="stack">
      <div className="row" style={{ alignItems: 'end' }}>
        <DayFilter label={words.from} value={from} onChange={(day) => onSearch({ ...search, from: day })} />
        <DayFilter label={words.to} value={to} onChange={(day) => onSearch({ ...search, to: day })} />
        <ExportButton path="/api/v1/activities/summary" fileName="tong-hop-hoat-dong.xlsx" filters={{ from, to }} />
      </div>
      <QueryState query={query} heights={[40, 40, 40]}>
        {(summary) =>
          summary.items.length === 0 ? (
            <EmptyState>{words.totalsEmpty}</EmptyState>
          ) : (
            <>
              <p>{words.totalsAbout(formatNumber(summary.number), formatNumber(summary.participants))}</p>
              <TotalsTable items={summary.items} from={from} to={to} />
              <p className="secondary small">{words.totalsNote}</p>
            </>
          )
        }
      </QueryState>
    </div>
  )
}

function TotalsTable({ items, from, to }: { items: ActivityUnitSummary[]; from: string | undefined; to: string | undefined }) {
  const words = useWords(activityWords)
  const listed = (unit: string, kind?: string) => href('/activities', { state: 'held', unit, ...(kind === undefined ? {} : { kind }), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) })
  const columns: Column<ActivityUnitSummary>[] = [
    { key: 'unit', title: words.unit, width: 200, render: ({ unit }) => unit.name },
    { key: 'number', title: words.count, number: true, render: (row) => <AppLink href={listed(row.unit.id)}>{formatNumber(row.number)}</AppLink> },
    { key: 'participants', title: words.people, number: true, render: (row) => formatNumber(row.participants) },
    ...KINDS.map((kind) => ({
      key: kind,
      title: words.kinds[kind],
      number: true,
      render: ({ unit, kinds }: ActivityUnitSummary) => (kinds[kind].number === 0 ? '–' : <AppLink href={listed(unit.id, kind)}>{formatNumber(kinds[kind].number)}</AppLink>),
    })),
  ]
  return <DataTable label={words.totals} columns={columns} rows={items} idOf={(row) => row.unit.id} />
}
