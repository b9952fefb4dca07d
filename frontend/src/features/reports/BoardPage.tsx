import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { closePeriodMutation, createExceptionMutation, getCompletenessOptions, getPeriodOptions, listPeriodsOptions, openPeriodMutation } from '@/api/@tanstack/react-query.gen'
import type { BoardRow, PeriodRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { Dialog } from '@/components/Dialog'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField, TextField } from '@/components/Field'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { BoardStatus, ReportStatus, type ReportState, type Standing } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { FilterSelect } from '@/components/table/Select'
import { ExportButton } from '@/components/table/ListPage'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment, parseDay } from '@/lib/format'
import { matches } from '@/lib/search'
import { STANDINGS } from './search'

export interface BoardSearch {
  period?: string
  standing?: Standing
  q?: string
}

/** Who has reported in a period; counters are filters, bodies that are asked stand apart without late words. */
export function BoardPage({ search, onSearch }: { search: BoardSearch; onSearch: (search: BoardSearch) => void }) {
  const words = useWords(reportsWords)
  const periods = useQuery(listPeriodsOptions({ query: { limit: 50 } }))
  return (
    <QueryState query={periods}>
      {({ items }) => {
        const chosen = items.find(({ id }) => id === search.period) ?? items.find(({ state }) => state === 'open') ?? items[0]
        if (chosen === undefined) {
          return (
            <>
              <PageHeader title={words.boardTitle} />
              <EmptyState>{words.noPeriods}</EmptyState>
            </>
          )
        }
        return <PeriodBoard key={chosen.id} id={chosen.id} search={search} onSearch={onSearch} options={items.map(({ id, title }) => ({ value: id, label: title }))} />
      }}
    </QueryState>
  )
}

function PeriodBoard({ id, search, onSearch, options }: { id: string; search: BoardSearch; onSearch: (search: BoardSearch) => void; options: { value: string; label: string }[] }) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  const period = useQuery(getPeriodOptions({ path: { period_id: id } }))
  const board = useQuery(getCompletenessOptions({ path: { period_id: id } }))
  const [excepting, setExcepting] = useState<BoardRow | null>(null)
  const may = (action: string) => period.data?.allowed_actions.includes(action) === true
  return (
    <>
      <QueryState query={period} heights={[40, 24]}>
        {(read) => (
          <PageHeader
            title={read.title}
            facts={
              <>
                <span>{terms.period[read.state]}</span>
                <span>{words.dueAt('17:00', `${formatDay(read.deadlines.ward.slice(0, 10))} – ${formatDay(read.deadlines.city.slice(0, 10))}`)}</span>
                <span className="secondary">{words.dataFrom(formatDay(read.data_from), formatDay(read.data_to))}</span>
                {board.data !== undefined && <span className="secondary">{words.boardFacts(formatMoment(board.data.as_of))}</span>}
              </>
            }
            actions={<PeriodActions period={read} />}
          />
        )}
      </QueryState>
      <div className="row" style={{ alignItems: 'end', marginBottom: 12 }}>
        <FilterSelect label={words.period} value={id} all={words.period} options={options} onChange={(value) => onSearch({ period: value })} />
        <ExportButton path="/api/v1/reports" fileName="bao-cao.xlsx" filters={{ period: id }} />
      </div>
      {period.data?.would_open != null ? (
        <p className="panel">{words.planned(period.data.would_open.reports, period.data.would_open.requested)}</p>
      ) : (
        <QueryState query={board}>
          {(read) => <Boards rows={read.items} counts={read} search={search} onSearch={onSearch} onExcept={may('except') ? setExcepting : undefined} />}
        </QueryState>
      )}
      {excepting !== null && <ExceptionDialog periodId={id} row={excepting} onClose={() => setExcepting(null)} />}
    </>
  )
}

interface BoardsProps {
  rows: readonly BoardRow[]
  counts: Record<(typeof STANDINGS)[number], number>
  search: BoardSearch
  onSearch: (search: BoardSearch) => void
  onExcept: ((row: BoardRow) => void) | undefined
}

function Boards({ rows, counts, search, onSearch, onExcept }: BoardsProps) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  const common = useWords(commonWords)
  const found = rows.filter((row) => matches(row.unit.name, search.q ?? ''))
  const expected = found.filter((row) => row.standing !== 'asked' && (search.standing === undefined || row.standing === search.standing))
  const asked = found.filter((row) => row.standing === 'asked')
  const columns: Column<BoardRow>[] = [
    { key: 'unit', title: words.unit, render: (row) => row.unit.name, width: 180 },
    { key: 'standing', title: words.sending, render: (row) => <BoardStatus standing={row.standing as Standing} /> },
    { key: 'state', title: words.state, render: (row) => <ReportStatus state={row.state as ReportState} reviewer /> },
    { key: 'sent', title: words.sent, render: (row) => (row.first_submitted_at === null ? common.table.none : formatMoment(row.first_submitted_at)) },
    { key: 'due', title: words.due, render: (row) => formatMoment(row.due_at), wideOnly: true },
    { key: 'lines', title: words.lines, number: true, render: (row) => `${row.lines_complete}/${row.lines_total}` },
    { key: 'saved', title: words.updated, render: (row) => (row.saved_at === null ? common.table.none : formatMoment(row.saved_at)) },
    {
      key: 'except',
      title: words.except,
      render: (row) =>
        row.extended_to !== null ? (
          formatMoment(row.extended_to)
        ) : onExcept !== undefined && row.first_submitted_at === null ? (
          <button type="button" className="button button--small" onClick={() => onExcept(row)}>
            {words.except}
          </button>
        ) : (
          common.table.none
        ),
    },
  ]
  const chips = [{ key: 'all' as const, label: common.all, count: rows.filter((row) => row.standing !== 'asked').length }, ...STANDINGS.map((key) => ({ key, label: terms.board[key], count: counts[key] }))]
  const [withoutStanding] = [columns.filter((column) => column.key !== 'standing' && column.key !== 'except')]
  return (
    <div className="stack">
      <div className="row">
        <Chips chips={chips} chosen={STANDINGS.find((key) => key === search.standing) ?? 'all'} onChoose={(key) => onSearch({ ...search, standing: key === 'all' ? undefined : key })} label={words.expectedUnits} />
        <input className="input" style={{ maxWidth: 240 }} type="search" aria-label={common.table.search} placeholder={common.table.search} value={search.q ?? ''} onChange={(event) => onSearch({ ...search, q: event.target.value === '' ? undefined : event.target.value })} />
      </div>
      <DataTable label={words.expectedUnits} columns={columns} rows={expected} idOf={(row) => row.unit.id} />
      {asked.length > 0 && (
        <section className="stack" style={{ gap: 8 }}>
          <h2>{words.askedBodies}</h2>
          <DataTable label={words.askedBodies} columns={withoutStanding} rows={asked} idOf={(row) => row.unit.id} />
        </section>
      )}
    </div>
  )
}

function PeriodActions({ period }: { period: PeriodRead }) {
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const [closing, setClosing] = useState(false)
  const after = { onSuccess: () => {
      setClosing(false)
      void cache.invalidateQueries()
    } }
  const open = useMutation({ ...openPeriodMutation(), ...after })
  const close = useMutation({ ...closePeriodMutation(), ...after })
  const path = { period_id: period.id }
  const error = open.error ?? close.error
  return (
    <>
      {period.allowed_actions.includes('open') && (
        <button type="button" className="button button--primary" onClick={() => open.mutate({ path })}>
          {words.open}
        </button>
      )}
      {period.allowed_actions.includes('close') && (
        <button type="button" className="button" onClick={() => setClosing(true)}>
          {words.close}
        </button>
      )}
      {error !== null && <ErrorState error={error} />}
      {closing && (
        <Dialog
          title={words.close}
          onClose={() => setClosing(false)}
          actions={
            <button type="button" className="button button--danger" onClick={() => close.mutate({ path })}>
              {words.close}
            </button>
          }
        >
          <p>{words.closeQuestion}</p>
        </Dialog>
      )}
    </>
  )
}

function ExceptionDialog({ periodId, row, onClose }: { periodId: string; row: BoardRow; onClose: () => void }) {
  const words = useWords(reportsWords)
  const common = useWords(commonWords)
  const cache = useQueryClient()
  const [day, setDay] = useState('')
  const [reason, setReason] = useState('')
  const parsed = parseDay(day)
  const granting = useMutation({ ...createExceptionMutation(), onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    } })
  const grant = () => {
    if (parsed === null || reason.trim() === '') return
    granting.mutate({ path: { period_id: periodId }, body: { unit_id: row.unit.id, ends_at: `${parsed}T17:00:00+07:00`, reason } })
  }
  return (
    <Dialog
      title={`${words.except}: ${row.unit.name}`}
      onClose={onClose}
      actions={
        <button type="button" className="button button--primary" aria-disabled={parsed === null || reason.trim() === ''} onClick={grant}>
          {words.except}
        </button>
      }
    >
      <div className="stack">
        <TextField label={words.exceptUntil} hint={common.date.hint} error={day !== '' && parsed === null ? common.date.wrong : undefined} value={day} onChange={(event) => setDay(event.target.value)} />
        <TextAreaField label={words.exceptReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        {granting.error !== null && <ErrorState error={granting.error} />}
      </div>
    </Dialog>
  )
}
