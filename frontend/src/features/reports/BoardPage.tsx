import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getCompletenessOptions, getPeriodOptions, listPeriodsOptions } from '@/api/@tanstack/react-query.gen'
import type { BoardRow, PeriodRead, PeriodRow } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { LinkButton } from '@/components/LinkButton'
import { PackButton } from '@/components/PackButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { ExportButton } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { useUnitView } from '@/components/table/use-unit-view'
import { meetingWords } from '@/i18n/meeting'
import { periodsWords } from '@/i18n/periods'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { termWords } from '@/i18n/terms'
import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { may, useMe } from '@/lib/session/access'
import { AdHocButton } from './AdHocDialog'
import { PeriodAnswers } from './asking/PeriodAnswers'
import { BoardTables } from './BoardTables'
import type { RenderUrge } from './board-urging'
import { MoveDeadlines } from './DeadlinesDialog'
import { ExceptionDialog } from './ExceptionDialog'
import { PeriodActions } from './PeriodActions'
import type { BoardSearch } from './search'
import styles from './board.module.css'

interface BoardProps {
  search: BoardSearch
  onSearch: (search: BoardSearch) => void
  renderUrge: RenderUrge
}

/** Who has reported in a period; counters are filters, bodies that are asked stand apart without late words. */
export function BoardPage({ search, onSearch, renderUrge }: BoardProps) {
  const words = useWords(reportsWords)
  const me = useMe()
  const periods = useQuery(listPeriodsOptions({ query: { limit: 100 } }))
  const canPlan = may(me, 'period.manage')
  const plan = canPlan ? <AdHocButton onMade={(period) => onSearch({ period })} /> : null
  return (
    <QueryState query={periods}>
      {({ items }) => {
        const open = items.filter(({ state }) => state === 'open')
        // the regular report goes before what a few units are asked besides
        const chosen = items.find(({ id }) => id === search.period) ?? open.find(({ kind }) => kind !== 'ad_hoc') ?? open[0] ?? items[0]
        if (chosen === undefined) {
          return (
            <>
              <PageHeader title={words.boardTitle} actions={plan} />
              <EmptyState>{words.noPeriods}</EmptyState>
            </>
          )
        }
        return <PeriodBoard key={chosen.id} id={chosen.id} search={search} onSearch={onSearch} renderUrge={renderUrge} periods={items} plan={plan} />
      }}
    </QueryState>
  )
}

function PeriodBoard({ id, search, onSearch, renderUrge, periods, plan }: BoardProps & { id: string; periods: readonly PeriodRow[]; plan: React.ReactNode }) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  const years = useWords(periodsWords)
  const me = useMe()
  const urging = useWords(urgingWords)
  const briefing = useWords(meetingWords).open
  const lists = useWords(meetingWords).attention
  const period = useQuery(getPeriodOptions({ path: { period_id: id } }))
  const { view, control } = useUnitView(search.units, (units) => onSearch({ ...search, units }))
  const board = useQuery({ ...getCompletenessOptions({ path: { period_id: id }, query: { view } }), placeholderData: keepPreviousData })
  const missing = board.data?.missing ?? 0
  const urges = may(me, 'reminder.send') && period.data?.state === 'open'
  const [excepting, setExcepting] = useState<BoardRow | null>(null)
  const options = periods.map(({ id: value, title, state }) => ({ value, label: `${title} · ${terms.period[state]}` }))
  return (
    <>
      <QueryState query={period} heights={[40, 24]}>
        {(read) => (
          <PageHeader
            title={read.title}
            facts={<PeriodFacts period={read} asOf={board.data?.as_of} />}
            actions={
              <>
                {urges && missing > 0 && renderUrge({ what: { period_id: id }, label: urging.urgeUnits(missing) })}
                <PeriodActions period={read} />
                {may(me, 'meeting.read') && <LinkButton href="/attention">{lists}</LinkButton>}
                {may(me, 'meeting.read') && read.state !== 'planned' && <LinkButton href={`/meeting?period=${read.id}`}>{briefing}</LinkButton>}
                {may(me, 'consolidated.read') && read.state !== 'planned' && <LinkButton href={`/consolidated?period=${read.id}`}>{words.consolidated}</LinkButton>}
                <LinkButton href="/period-calendar">{years.calendar}</LinkButton>
                <LinkButton href={`/completeness?plan=${read.plan_id}`}>{years.over}</LinkButton>
                {plan}
              </>
            }
          />
        )}
      </QueryState>
      <div className={styles.choice}>
        <FilterSelect label={words.period} value={id} options={options} onChange={(value) => onSearch({ period: value, units: search.units })} />
        <ExportButton path={`/api/v1/periods/${id}/completeness`} fileName="ky-bao-cao.xlsx" filters={{ standing: search.standing, changed: search.changed, q: search.q, view }} />
        {period.data !== undefined && period.data.state !== 'planned' && <PackButton wish={{ period: id }} />}
      </div>
      {control}
      {period.data?.would_open != null ? (
        <p className="panel">{words.planned(period.data.would_open.reports, period.data.would_open.requested)}</p>
      ) : (
        <QueryState query={board}>{(read) => <BoardTables board={read} search={search} onSearch={onSearch} onExcept={setExcepting} renderUrge={urges ? renderUrge : undefined} />}</QueryState>
      )}
      {period.data !== undefined && period.data.state !== 'planned' && period.data.questions.length > 0 && may(me, 'meeting.read') && <PeriodAnswers periodId={id} />}
      {excepting !== null && <ExceptionDialog periodId={id} row={excepting} onClose={() => setExcepting(null)} />}
    </>
  )
}

function PeriodFacts({ period, asOf }: { period: PeriodRead; asOf: string | undefined }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const terms = useWords(termWords)
  const { ward, department, city } = period.deadlines
  return (
    <>
      <strong>
        {terms.period[period.state]}
        {period.closed_at !== null && `, ${review.closedAt(formatMoment(period.closed_at))}`}
      </strong>
      <span>
        {review.deadlineOf(formatDay(ward), formatDay(department), formatDay(city))}
        {period.state === 'open' && period.allowed_actions.includes('edit') && <MoveDeadlines period={period} />}
      </span>
      <span className="secondary">{words.dataFrom(formatDay(period.data_from), formatDay(period.data_to))}</span>
      {asOf !== undefined && <span className="secondary">{words.boardFacts(formatMoment(asOf))}</span>}
    </>
  )
}
