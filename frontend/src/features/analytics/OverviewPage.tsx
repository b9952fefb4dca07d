import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CalendarCheck, CalendarDays, ClockAlert, RefreshCw, TriangleAlert } from 'lucide-react'
import { getMatrixOptions, getOverviewOptions } from '@/api/@tanstack/react-query.gen'
import type { MatrixRead, OverviewRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Chart } from '@/components/charts/Chart'
import { HeatMap } from '@/components/HeatMap'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { PlanSelect } from '@/components/table/PlanSelect'
import { useUnitView } from '@/components/table/use-unit-view'
import { QueryState } from '@/components/QueryState'
import { Timeline } from '@/components/Timeline'
import bits from '@/components/bits.module.css'
import { analyticsWords } from '@/i18n/analytics'
import { termWords } from '@/i18n/terms'
import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'
import { dayOf, formatDay, formatNumber, formatShare } from '@/lib/format'
import { href } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { MINE, type UnitView } from '@/lib/unit-view'
import styles from './analytics.module.css'
import { useApprovedPlan } from './approved-plan'
import type { OverviewSearch } from './search'

interface OverviewProps {
  search: OverviewSearch
  onSearch: (search: OverviewSearch) => void
}

/** Where do we stand, in ten seconds: one sentence, the four numbers, who is late, and where. */
export function OverviewPage({ search, onSearch }: OverviewProps) {
  const words = useWords(analyticsWords)
  const plan = useApprovedPlan(search.plan)
  const { view, control } = useUnitView(search.units, (units) => onSearch({ ...search, units }))
  const overview = useQuery({ ...getOverviewOptions({ query: { plan, view } }), placeholderData: keepPreviousData, refetchInterval: 60_000 })
  const matrix = useQuery({ ...getMatrixOptions({ query: { plan, view } }), placeholderData: keepPreviousData, refetchInterval: 60_000 })
  return (
    <div className="stack">
      <QueryState query={overview} heights={[40, 24, 96, 120]}>
        {(read) => (
          <>
            <PageHeader title={words.overview} actions={<><PlanSelect value={plan} onChange={(chosen) => onSearch({ ...search, plan: chosen })} /><ConsolidatedLink /><LateLink /></>} facts={<span className={styles.sentence}>{onlyAsked(read) ? words.askedSentence(dayRead(read)) : words.sentence(dayRead(read), read.numbers.open_overdue, read.overdue_units, read.period?.missing ?? 0)}</span>} />
            {control}
            {!onlyAsked(read) && <Numbers read={read} view={view} />}
            <Asked read={read} view={view} />
            <Period read={read} view={view} />
          </>
        )}
      </QueryState>
      <div className={styles.two}>
        <QueryState query={matrix} heights={[400]}>
          {(read) => <Matrix read={read} view={view} />}
        </QueryState>
        {overview.data !== undefined && (
          <div className={styles.side}>
            <section className="panel">
              <h2>{words.months}</h2>
              <Months read={overview.data} />
            </section>
            <section className={`panel ${styles.events ?? ''}`}>
              <h2>{words.events}</h2>
              <Timeline items={overview.data.events} subjects />
            </section>
          </div>
        )}
      </div>
    </div>
  )
}

/** What has climbed to the leaders. */
function LateLink() {
  const words = useWords(urgingWords)
  return may(useMe(), 'escalation.read') ? <LinkButton href="/urging?list=leader">{words.tabs.leader}</LinkButton> : null
}

function dayRead(read: OverviewRead): string {
  return formatDay(dayOf(new Date(read.as_of)))
}

function isAsked({ requested }: OverviewRead): boolean {
  return requested.done + requested.open > 0
}

/** The overview of a body that is assigned nothing. */
function onlyAsked(read: OverviewRead): boolean {
  const { done_on_time: onTime, done_late: late, open_in_time: inTime, open_overdue: overdue, no_deadline: undated } = read.numbers
  return isAsked(read) && onTime + late + inTime + overdue + undated === 0
}

interface ReadProps {
  read: OverviewRead
  view: UnitView | undefined
}

/** Whose work is counted, for the lists behind the numbers: who reports sees the own unit's, through changes of units with what it came after. */
function useCounted(view: UnitView | undefined): string | undefined {
  const me = useMe()
  if (!may(me, 'report.edit')) return undefined
  return view === undefined ? me.membership.unit.id : MINE
}

/** What bodies are asked to do, in words apart from the numbers. */
function Asked({ read, view }: ReadProps) {
  const words = useWords(analyticsWords)
  const own = useCounted(view)
  if (!isAsked(read)) return null
  const to = (state: 'open' | 'completed') => href('/plan', { plan: read.plan_id ?? undefined, mandate: 'requested', work_state: state, unit: own, units: view })
  return (
    <p>
      {words.askedBodies} <AppLink href={to('open')}>{words.askedOpen(read.requested.open)}</AppLink>, <AppLink href={to('completed')}>{words.askedDone(read.requested.done)}</AppLink>.
    </p>
  )
}

/** The rate, with the way to what it lacks; where nothing is open there is neither. */
function UpdateRate({ rate, to }: { rate: number | null; to: string }) {
  const words = useWords(analyticsWords)
  const said = (
    <>
      <strong>{rate === null ? '–' : formatShare(rate)}</strong>
      <span>
        <RefreshCw size={16} aria-hidden /> {words.updateRate}
      </span>
    </>
  )
  return rate === null ? (
    <div className={bits.number}>{said}</div>
  ) : (
    <AppLink className={bits.number} title={words.updateHint} href={to}>
      {said}
    </AppLink>
  )
}

function Numbers({ read: { numbers, plan_id: plan }, view }: ReadProps) {
  const words = useWords(analyticsWords)
  const own = useCounted(view)
  const all = [
    { key: 'completed_on_time', icon: CalendarCheck, colour: 'var(--color-success)', value: numbers.done_on_time, label: words.doneOnTime },
    { key: 'completed_late', icon: ClockAlert, colour: 'var(--color-warning)', value: numbers.done_late, label: words.doneLate },
    { key: 'in_time', icon: CalendarDays, colour: 'var(--color-grey)', value: numbers.open_in_time, label: words.openInTime },
    { key: 'overdue', icon: TriangleAlert, colour: 'var(--color-error)', value: numbers.open_overdue, label: words.openOverdue },
  ]
  return (
    <div className={bits.numbers}>
      {all.map(({ key, icon: Icon, colour, value, label }) => (
        <AppLink key={key} className={bits.number} href={href('/plan', { plan: plan ?? undefined, deadline_state: key, mandate: 'assigned', unit: own, units: view })}>
          <strong style={{ color: colour }}>{formatNumber(value)}</strong>
          <span>
            <Icon size={16} color={colour} aria-hidden /> {label}
          </span>
        </AppLink>
      ))}
      <UpdateRate rate={numbers.update_rate} to={href('/plan', { plan: plan ?? undefined, stale: true, mandate: 'assigned', unit: own, units: view })} />
    </div>
  )
}

/** How the open period stands: counts that lead to their lists, and who is late by name. */
function Period({ read: { period }, view }: ReadProps) {
  const words = useWords(analyticsWords)
  const { board } = useWords(termWords)
  if (period === null) return <p>{words.noData}</p>
  // the board shows them as now by itself
  const units = view === 'then' ? view : undefined
  const counts = { on_time: period.on_time, late: period.late, missing: period.missing, waiting: period.waiting }
  return (
    <section className={`panel ${styles.period ?? ''}`}>
      <h2>
        <AppLink href={href('/periods', { period: period.id, units })}>{period.title}</AppLink>
      </h2>
      <ul className={styles.counts}>
        {(Object.keys(counts) as (keyof typeof counts)[]).map((standing) => (
          <li key={standing}>
            <AppLink href={href('/periods', { period: period.id, standing, units })}>
              {board[standing]} <strong>{formatNumber(counts[standing])}</strong>
            </AppLink>
          </li>
        ))}
      </ul>
      {period.missing_units.length > 0 && (
        <p>
          <strong>{words.missing}:</strong> {[...new Set(period.missing_units.map((unit) => unit.name))].join(', ')}
        </p>
      )}
    </section>
  )
}

function Matrix({ read, view }: { read: MatrixRead; view: UnitView | undefined }) {
  const words = useWords(analyticsWords)
  const terms = useWords(termWords)
  const columns = [...read.dimensions.map(({ code, name }) => ({ key: code, title: code === '' ? terms.general : code, hint: code === '' ? terms.general : `${code}. ${name}` })), { key: '*', title: words.total, hint: words.total }]
  const rowsOf = (requested: boolean) =>
    read.rows
      .filter((row) => row.requested === requested)
      .map((row) => ({
        key: row.unit_id,
        title: row.name,
        cells: [...row.cells, row.total].map((cell, index) => {
          const column = columns[index]
          const dimension = column?.key === '*' ? undefined : column?.key === '' ? 'none' : column?.key
          const which = requested ? { mandate: 'requested', work_state: 'open' } : { deadline_state: 'overdue' }
          return {
            value: requested ? cell.open : cell.overdue,
            alert: !requested && cell.overdue > 0,
            sum: column?.key === '*',
            href: cell.total === 0 ? undefined : href('/plan', { plan: read.plan_id ?? undefined, unit: row.unit_id, dimension, ...which, units: view }),
            label: requested ? words.askedCell(row.name, column?.hint ?? '', cell.open) : words.matrixCell(row.name, column?.hint ?? '', cell.overdue, cell.total),
          }
        }),
      }))
  const asked = rowsOf(true)
  return (
    <section className="panel stack" style={{ gap: 8 }}>
      <h2>{words.matrix}</h2>
      <p className="secondary small">{words.matrixHint}</p>
      <HeatMap label={words.matrix} columns={columns} rows={rowsOf(false)} />
      {asked.length > 0 && (
        <>
          <h3>{words.asked}</h3>
          <HeatMap label={words.asked} columns={columns} rows={asked} />
        </>
      )}
    </section>
  )
}

function Months({ read: { months } }: { read: OverviewRead }) {
  const words = useWords(analyticsWords)
  return (
    <Chart
      label={words.months}
      kind="bar"
      stacked
      labels={months.map(({ month }) => `${month.slice(5)}/${month.slice(0, 4)}`)}
      format={(value) => formatNumber(value)}
      series={[
        { name: words.done, colour: '#1B6E3C', values: months.map(({ done }) => done) },
        { name: words.inTime, colour: '#7FADD9', values: months.map(({ in_time: inTime }) => inTime) },
        { name: words.overdue, colour: '#A3201A', values: months.map(({ overdue }) => overdue) },
      ]}
    />
  )
}

function ConsolidatedLink() {
  const words = useWords(analyticsWords)
  return may(useMe(), 'consolidated.read') && <LinkButton href="/consolidated">{words.consolidated}</LinkButton>
}
