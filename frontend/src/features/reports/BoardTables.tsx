import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { countRemindersOptions } from '@/api/@tanstack/react-query.gen'
import type { BoardRow, CompletenessRead } from '@/api/types.gen'
import { FilteredEmptyState } from '@/components/EmptyState'
import { ShownUnit } from '@/components/ShownUnit'
import { BoardFilters, Sending } from '@/components/table/BoardFilters'
import { DataTable, type Column } from '@/components/table/DataTable'
import { useDone } from '@/components/use-done'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { sealWords } from '@/i18n/seals'
import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'
import { formatDay, formatShortDay, formatTime } from '@/lib/format'
import { may, useMe } from '@/lib/session/access'
import type { RenderUrge } from './board-urging'
import { daysLate, sortRows, splitRows } from './board-rows'
import { ReportStanding } from './ReportStanding'
import type { BoardSearch } from './search'

interface TablesProps {
  board: CompletenessRead
  search: BoardSearch
  onSearch: (search: BoardSearch) => void
  onExcept: (row: BoardRow) => void
  /** Missing where nobody is to be reminded. */
  renderUrge: RenderUrge | undefined
}

/** The counters, the units that must report, and apart from them the bodies that are asked. */
export function BoardTables({ board, search, onSearch, onExcept, renderUrge }: TablesProps) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const seal = useWords(sealWords)
  const hrefOf = useReportLink()
  const columns = [...useColumns(onExcept, board.items.some((row) => row.answers_total > 0)), useUrged(board.period_id, renderUrge)]
  const { expected, asked } = splitRows(board.items.filter((row) => search.changed === undefined || row.changed_since_acceptance), search.q, search.standing)
  const shared = { idOf: (row: BoardRow) => row.report_id, hrefOf, sort: search.sort, onSort: (sort: string) => onSearch({ ...search, sort }) }
  return (
    <div className="stack">
      <BoardFilters label={words.expectedUnits} counts={board} search={search} onSearch={(change) => onSearch({ ...search, ...change })}>
        {(board.changed > 0 || search.changed !== undefined) && (
          <Button size="small" type={search.changed === undefined ? 'default' : 'primary'} aria-pressed={search.changed !== undefined} onClick={() => onSearch({ ...search, changed: search.changed === undefined ? 'true' : undefined })}>
            {seal.onlyChanged(board.changed)}
          </Button>
        )}
      </BoardFilters>
      {expected.length === 0 ? (
        <FilteredEmptyState onClear={() => onSearch({ period: search.period, units: search.units, sort: search.sort })} />
      ) : (
        <DataTable label={words.expectedUnits} columns={columns} rows={sortRows(expected, search.sort)} {...shared} />
      )}
      {asked.length > 0 && (
        <section className="stack" style={{ gap: 8 }}>
          <h2>{words.askedBodies}</h2>
          <p className="secondary">{review.askedSent(board.asked_submitted, board.asked)}</p>
          <DataTable label={words.askedBodies} columns={columns.filter(({ key }) => !['standing', 'except', 'due'].includes(key))} rows={sortRows(asked, search.sort)} {...shared} />
        </section>
      )}
    </div>
  )
}

/** A draft is its own unit's; whoever reviews is led to the desk. */
function useReportLink(): (row: BoardRow) => string | undefined {
  const me = useMe()
  return ({ state, unit, report_id: id }) => {
    if (state === 'draft' && unit.id !== me.membership.unit.id) return undefined
    return may(me, 'report.review') && unit.id !== me.membership.unit.id ? `/review?report=${id}` : `/reports/${id}`
  }
}

function useColumns(onExcept: TablesProps['onExcept'], asksQuestions: boolean): Column<BoardRow>[] {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const none = useWords(commonWords).table.none
  const done = useDone()
  const columns: Column<BoardRow>[] = [
    { key: 'unit', title: words.unit, sort: 'unit', render: (row) => <ShownUnit unit={row.unit} before={row.unit_before} />, width: 170 },
    { key: 'standing', title: words.sending, sort: 'standing', nowrap: true, render: (row) => <Sending standing={row.standing} days={daysLate(row)} /> },
    { key: 'state', title: words.state, sort: 'state', nowrap: true, render: (row) => <ReportStanding report={row} reviewer /> },
    { key: 'sent', title: words.sent, sort: 'sent', nowrap: true, render: (row) => (row.first_submitted_at === null ? none : `${formatTime(row.first_submitted_at)} · ${formatShortDay(row.first_submitted_at)}`) },
    { key: 'due', title: words.due, sort: 'due', nowrap: true, render: (row) => formatShortDay(row.due_at) },
    { key: 'lines', title: asksQuestions ? words.written : words.lines, sort: 'lines', number: true, render: done },
    { key: 'saved', title: words.updated, sort: 'saved', nowrap: true, render: (row) => (row.saved_at === null ? none : formatShortDay(row.saved_at)) },
  ]
  return [
    ...columns,
    {
      key: 'except',
      title: words.except,
      nowrap: true,
      render: (row) => {
        const times = row.exceptions.length
        if (times === 0 && !row.allowed_actions.includes('except')) return none
        const latest = row.extended_to === null ? words.except : review.exceptUntil(formatDay(row.extended_to))
        return (
          <Button size="small" aria-label={`${review.exceptFor(row.unit.name)}: ${latest}`} onClick={() => onExcept(row)}>
            {latest} {times > 1 && review.exceptTimes(times)}
          </Button>
        )
      },
    },
  ]
}

/** How often a unit was reminded, and the button that does it again. */
function useUrged(period: string, renderUrge: RenderUrge | undefined): Column<BoardRow> {
  const words = useWords(urgingWords)
  const none = useWords(commonWords).table.none
  const counts = useQuery(countRemindersOptions({ path: { period_id: period } })).data?.items ?? []
  const render = (row: BoardRow) => {
    const count = counts.find(({ unit_id: unit }) => unit === row.unit.id)
    const asked = row.standing === 'asked' || row.standing === 'voluntary'
    const unsent = row.first_submitted_at === null || row.state === 'returned'
    const { name: unit, id } = row.unit
    const button = unsent && renderUrge?.({ what: { period_id: period, unit_ids: [id] }, label: asked ? words.ask : words.urge, name: asked ? words.askOf(unit) : words.urgeOf(unit), small: true })
    return (
      <span className="row">
        {count === undefined ? none : words.times(count.times, formatShortDay(count.last_on))} {button}
      </span>
    )
  }
  return { key: 'urged', title: words.urged, nowrap: true, render }
}
