import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { ChevronLeft, ClockAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { getReportOptions, listLinesOptions } from '@/api/@tanstack/react-query.gen'
import type { LineRead, ReportRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { ErrorState } from '@/components/ErrorState'
import { ProgressBar } from '@/components/ProgressBar'
import { QueryState } from '@/components/QueryState'
import { Mark, ReportStatus } from '@/components/Status'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { useShortcuts } from '@/lib/keys'
import { firstToSee, tallyOf, useMarking } from './review-marks'
import { ReviewEnding } from './ReviewEnding'
import { ReviewLine, type Decision } from './ReviewLine'
import { ReviewProof } from './ReviewProof'
import { SealBox } from './SealBox'
import styles from './review.module.css'

interface DeskProps {
  reportId: string
  /** The line that a notice leads to. */
  lineId?: string
  onNext: () => void
}

/** One report under review: its lines, the proof beside them, and the end of it. */
export function ReviewDesk({ reportId, lineId, onNext }: DeskProps) {
  const report = useQuery(getReportOptions({ path: { report_id: reportId } }))
  const lines = useQuery(listLinesOptions({ path: { report_id: reportId } }))
  return (
    <div className={styles.waiting}>
      <QueryState query={report} heights={[72, 400]}>
        {(read) => <QueryState query={lines} heights={[72, 400]}>{({ items }) => <Desk report={read} lines={items} lineId={lineId} onNext={onNext} />}</QueryState>}
      </QueryState>
    </div>
  )
}

const MARKS = {
  ok: { mark: 'ok' },
  later: { mark: 'later' },
  not_confirmed: { mark: 'ok', not_confirmed: true },
} as const

type Pane = 'lines' | 'proof'

interface Place {
  at: number
  returning: boolean
}

/** Which line is at hand, and what a key or a button does with it. */
function useReview(lines: readonly LineRead[], lineId: string | undefined) {
  const [{ at, returning }, setPlace] = useState<Place>(() => ({ at: firstToSee(lines, lineId), returning: false }))
  const marking = useMarking()
  const line = lines[at]
  const goTo = (index: number) => setPlace({ at: Math.min(lines.length - 1, Math.max(0, index)), returning: false })
  const decide = (decision: Decision) => {
    if (line === undefined || !line.allowed_actions.includes('mark')) return
    if (decision === 'return') {
      setPlace({ at, returning: true })
      return
    }
    if (decision === 'not_confirmed' && !line.self_done) return
    marking.mutate({ path: { line_id: line.id }, headers: ifMatch(line.version), body: MARKS[decision] })
    goTo(at + 1)
  }
  const takeBack = () => {
    if (line !== undefined) marking.mutate({ path: { line_id: line.id }, headers: ifMatch(line.version), body: { mark: null } })
  }
  return { at, returning, line, goTo, decide, takeBack, error: marking.error }
}

function Desk({ report, lines, lineId, onNext }: { report: ReportRead; lines: readonly LineRead[]; lineId: string | undefined; onNext: () => void }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const { at, returning, line, goTo, decide, takeBack, error } = useReview(lines, lineId)
  const [pane, setPane] = useState<Pane>('lines')
  const shownId = line?.id ?? ''
  useEffect(() => {
    const shown = document.getElementById(`line-${shownId}`)
    const target = returning ? shown?.querySelector('form') : shown
    target?.scrollIntoView({ block: 'nearest' })
  }, [shownId, returning])
  useShortcuts([
    { keys: 'ArrowDown', label: review.nextLine, run: () => goTo(at + 1) },
    { keys: 'ArrowUp', label: review.previousLine, run: () => goTo(at - 1) },
    { keys: 'Alt+ArrowDown', label: review.nextLine, hidden: true, run: () => goTo(at + 1) },
    { keys: 'Alt+ArrowUp', label: review.previousLine, hidden: true, run: () => goTo(at - 1) },
    { keys: 'Digit1', label: words.ok, run: () => decide('ok') },
    { keys: 'Digit2', label: words.toReturn, run: () => decide('return') },
    { keys: 'Digit3', label: words.later, run: () => decide('later') },
    { keys: 'Digit4', label: words.notConfirmed, run: () => decide('not_confirmed') },
  ])
  return (
    <div className={styles.desk} data-pane={pane}>
      <div className={styles.middle}>
        <DeskHead report={report} lines={lines} />
        <div className={styles.tabs}>
          <Segmented<Pane> block aria-label={review.panes} value={pane} options={[{ value: 'lines', label: review.lines }, { value: 'proof', label: review.proof(line?.evidence.length ?? 0) }]} onChange={setPane} />
        </div>
        <div className={styles.lines}>
          {lines.map((item, index) => (
            <ReviewLine
              key={item.id}
              line={item}
              current={index === at}
              returning={index === at && returning}
              onOpen={() => goTo(index)}
              onDecide={decide}
              onTakeBack={takeBack}
              onKept={() => goTo(at + 1)}
              onLeave={() => goTo(at)}
            />
          ))}
        </div>
        {error !== null && <ErrorState error={error} />}
        <ReviewEnding report={report} lines={lines} onNext={onNext} />
      </div>
      <aside className={styles.proof} aria-label={words.aside}>{line !== undefined && <ReviewProof key={line.id} line={line} />}</aside>
    </div>
  )
}

function DeskHead({ report, lines }: { report: ReportRead; lines: readonly LineRead[] }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const terms = useWords(termWords)
  const seen = lines.length - tallyOf(lines).left
  return (
    <div className={styles.head}>
      <AppLink href="/review" className={styles.back}>
        <ChevronLeft size={18} aria-hidden /> {review.back}
      </AppLink>
      <div className={styles.title}>
        <h2>{words.title(report.period.title, report.unit.name)}</h2>
        {report.allowed_actions.includes('mark') && (
          <span className={styles.progress}>
            <ProgressBar done={seen} total={lines.length} label={words.seen(seen, lines.length)} />
            <span className="small">{words.seen(seen, lines.length)}</span>
          </span>
        )}
      </div>
      <div className={styles.facts}>
        <ReportStatus state={report.state} reviewer />
        {report.late && <Mark icon={ClockAlert} colour="amber" fill>{terms.board.late}</Mark>}
        {report.submitted_at !== null && <span className="secondary">{review.sentBy(formatMoment(report.submitted_at), report.submitted_by ?? '')}</span>}
        {report.extended_to !== null && <span className="secondary">{words.extendedTo(formatMoment(report.extended_to))}</span>}
        {!report.expected && <span className="secondary">{words.unexpected(report.unit.kind)}</span>}
      </div>
      <SealBox report={report} />
      {report.blocked !== null && <p className={styles.blocked}>{report.blocked.detail}</p>}
    </div>
  )
}
