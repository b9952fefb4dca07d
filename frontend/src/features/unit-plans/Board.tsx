import { Button } from 'antd'
import { useState } from 'react'
import { createUnitPlanExceptionMutation } from '@/api/@tanstack/react-query.gen'
import type { UnitPlanBoard, UnitPlanBoardRow } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { EmptyState, FilteredEmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { ShownUnit } from '@/components/ShownUnit'
import { ReportStatus } from '@/components/Status'
import { BoardFilters, Sending } from '@/components/table/BoardFilters'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ExportButton } from '@/components/table/ListPage'
import { useSaving } from '@/components/use-saving'
import { commonWords } from '@/i18n/common'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { STANDINGS } from '@/lib/board'
import { formatDay, formatMoment } from '@/lib/format'
import { isProblem } from '@/lib/http/problem'
import { matches } from '@/lib/search'
import { prune } from '@/lib/search-params'
import { useMe } from '@/lib/session/access'
import type { UnitView } from '@/lib/unit-view'
import type { UnitPlansSearch } from './search'

interface BoardProps {
  board: UnitPlanBoard
  planId: string
  /** Whose the plans are, through changes of units. */
  view: UnitView | undefined
  search: UnitPlansSearch
  onSearch: (search: UnitPlansSearch) => void
}

/** Who has sent: counters are filters; bodies that are asked, and units that have sent theirs and need not, stand apart, without late words. */
export function Board({ board, planId, view, search, onSearch }: BoardProps) {
  const words = useWords(unitPlansWords)
  const [excepting, setExcepting] = useState<UnitPlanBoardRow | null>(null)
  const columns = useColumns(setExcepting)
  const named = board.items.filter(({ unit, unit_before: before }) => matches(`${unit.name} ${before?.name ?? ''}`, search.q ?? ''))
  const expected = named.filter(({ standing }) => isExpected(standing) && (search.standing === undefined || standing === search.standing))
  const asked = named.filter(({ standing }) => standing === 'asked')
  const apart = named.filter(({ standing }) => standing !== 'asked' && !isExpected(standing))
  const shared = { idOf: (row: UnitPlanBoardRow) => ownerOf(row).id, hrefOf: (row: UnitPlanBoardRow) => (row.unit_plan_id === null ? undefined : `/unit-plans/${row.unit_plan_id}`) }
  if (board.items.length === 0) return <EmptyState>{words.boardEmpty}</EmptyState>
  return (
    <div className="stack">
      <BoardFilters label={words.expected} counts={board} search={search} onSearch={(change) => onSearch({ ...search, ...change })}>
        <ExportButton path="/api/v1/unit-plans/board" fileName="ke-hoach-don-vi.xlsx" filters={{ plan: planId, standing: search.standing, q: search.q, view }} />
      </BoardFilters>
      {expected.length === 0 ? <FilteredEmptyState onClear={() => onSearch(prune({ units: search.units }))} /> : <DataTable label={words.expected} columns={columns} rows={expected} {...shared} />}
      {asked.length > 0 && (
        <section className="stack" style={{ gap: 8 }}>
          <h2>{words.asked}</h2>
          <DataTable label={words.asked} columns={columns.filter(({ key }) => !['standing', 'due', 'except'].includes(key))} rows={asked} {...shared} />
        </section>
      )}
      {apart.length > 0 && (
        <section className="stack" style={{ gap: 8 }}>
          <h2>{words.apart}</h2>
          <DataTable label={words.apart} columns={columns.filter(({ key }) => !['due', 'except'].includes(key))} rows={apart} {...shared} />
        </section>
      )}
      {excepting !== null && <ExceptionDialog planId={planId} row={excepting} onClose={() => setExcepting(null)} />}
    </div>
  )
}

/** Whether a plan had to come; of others none is late or missing. */
function isExpected(standing: string) {
  return STANDINGS.some((expected) => expected === standing)
}

/** The unit whose plan it is. */
function ownerOf({ unit, unit_before: before }: UnitPlanBoardRow) {
  return before ?? unit
}

function useColumns(onExcept: (row: UnitPlanBoardRow) => void): Column<UnitPlanBoardRow>[] {
  const words = useWords(unitPlansWords)
  const none = useWords(commonWords).table.none
  const own = useMe().membership.unit.id
  return [
    { key: 'unit', title: words.unit, width: 180, render: (row) => <ShownUnit unit={row.unit} before={row.unit_before} /> },
    { key: 'standing', title: words.sending, nowrap: true, render: (row) => <Sending standing={row.standing} days={row.first_submitted_at === null ? 0 : row.days_late} /> },
    { key: 'state', title: words.state, nowrap: true, render: (row) => (row.state === null ? words.notSent : <ReportStatus state={row.state} reviewer={row.unit.id !== own} />) },
    { key: 'sent', title: words.sentAt, nowrap: true, render: (row) => (row.first_submitted_at === null ? none : formatMoment(row.first_submitted_at)) },
    { key: 'due', title: words.due, nowrap: true, render: (row) => (row.due_on === null ? none : formatDay(row.due_on)) },
    { key: 'measures', title: words.measures, number: true, render: (row) => row.measures },
    { key: 'followed', title: words.followed, number: true, render: (row) => row.followed, wideOnly: true },
    {
      key: 'except',
      title: words.except,
      nowrap: true,
      render: (row) => {
        if (row.exception !== null) return <span title={row.exception.reason}>{words.until(formatDay(row.exception.due_on))}</span>
        if (!row.allowed_actions.includes('except')) return none
        return (
          <Button size="small" onClick={() => onExcept(row)}>
            {words.except}
          </Button>
        )
      },
    },
  ]
}

function ExceptionDialog({ planId, row, onClose }: { planId: string; row: UnitPlanBoardRow; onClose: () => void }) {
  const words = useWords(unitPlansWords)
  const [day, setDay] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const granting = useSaving(createUnitPlanExceptionMutation(), onClose)
  const problem: unknown = granting.error
  const ready = day !== null && reason.trim() !== ''
  return (
    <Dialog
      title={words.exceptFor(ownerOf(row).name)}
      onClose={onClose}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={granting.isPending} onClick={() => ready && granting.mutate({ body: { plan_id: planId, unit_id: ownerOf(row).id, due_on: day, reason } })}>
          {words.except}
        </Button>
      }
    >
      <div className="stack">
        <DayField label={words.exceptDay} value={day} error={isProblem(problem) ? problem.errorOf('due_on') : undefined} onChange={setDay} />
        <TextAreaField label={words.exceptReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}
