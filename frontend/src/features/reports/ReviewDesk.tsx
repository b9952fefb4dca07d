import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { Fragment, useEffect, useState } from 'react'
import { listAnswersOptions, listLinesOptions } from '@/api/@tanstack/react-query.gen'
import type { AnswerRead, LineRead, ReportRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { askingWords } from '@/i18n/asking'
import { deskWords } from '@/i18n/desk'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { useShortcuts } from '@/lib/keys'
import { ReviewAnswer } from './asking/ReviewAnswer'
import { useAnswers } from './asking/use-answers'
import type { Against } from './review-changes'
import { isAnswer } from './review-marks'
import { ReviewEnding } from './ReviewEnding'
import { CorrectionsBox } from './CorrectionsBox'
import { ReviewHead } from './ReviewHead'
import { ReviewLine } from './ReviewLine'
import type { Handling } from './ReviewPart'
import { ReviewProof } from './ReviewProof'
import { ReturnReason } from './ReviewReason'
import { ReviewTools } from './ReviewTools'
import { useReview, type ReviewState } from './use-review'
import { useWatchedReport } from './use-watched-report'
import styles from './review.module.css'

interface DeskProps {
  reportId: string
  /** The line that a notice leads to. */
  lineId?: string
  onNext: () => void
}

/** One report under review: its answers and lines, the proof beside them, and the end of it. */
export function ReviewDesk({ reportId, lineId, onNext }: DeskProps) {
  const report = useWatchedReport(reportId)
  const cache = useQueryClient()
  const { queryKey, ...options } = listLinesOptions({ path: { report_id: reportId } })
  const lines = useQuery({ queryKey, ...options })
  const version = report.data?.content_version
  const read = lines.data?.content_version
  useEffect(() => {
    // a colleague has ended the review, or the unit has sent again: what was read is no longer what stands there
    if (version === undefined || read === undefined || version === read) return
    for (const key of [queryKey, listAnswersOptions({ path: { report_id: reportId } }).queryKey]) void cache.invalidateQueries({ queryKey: key })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the versions decide; the key is made anew at each draw
  }, [version, read])
  return (
    <div className={styles.waiting}>
      <QueryState query={report} heights={[72, 400]}>
        {(read) => <QueryState query={lines} heights={[72, 400]}>{({ items }) => <WithAnswers report={read} lines={items} lineId={lineId} onNext={onNext} />}</QueryState>}
      </QueryState>
    </div>
  )
}

interface OpenProps {
  report: ReportRead
  lines: readonly LineRead[]
  lineId: string | undefined
  onNext: () => void
}

/** Lines and answers are walked through as one list, so the desk waits for both. */
function WithAnswers(props: OpenProps) {
  const { query, items } = useAnswers(props.report)
  if (props.report.answers_total > 0 && query.data === undefined) return <QueryState query={query} heights={[72, 400]}>{() => null}</QueryState>
  return <Desk {...props} answers={items} />
}

type Pane = 'lines' | 'proof'

/** The keys of the desk; a phone has the buttons. */
function useDeskKeys({ at, goTo, reach, drop, decide, selected }: ReviewState) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const desk = useWords(deskWords)
  useShortcuts([
    { keys: 'ArrowDown', label: review.nextLine, run: () => goTo(at + 1) },
    { keys: 'ArrowUp', label: review.previousLine, run: () => goTo(at - 1) },
    { keys: 'Alt+ArrowDown', label: review.nextLine, hidden: true, run: () => goTo(at + 1) },
    { keys: 'Alt+ArrowUp', label: review.previousLine, hidden: true, run: () => goTo(at - 1) },
    { keys: 'Shift+ArrowDown', label: desk.extend, run: () => reach(at + 1) },
    { keys: 'Shift+ArrowUp', label: desk.extendUp, run: () => reach(at - 1) },
    { keys: 'Digit1', label: words.ok, run: () => decide('ok') },
    { keys: 'Digit2', label: words.toReturn, run: () => decide('return') },
    { keys: 'Digit3', label: words.later, run: () => decide('later') },
    { keys: 'Digit4', label: words.notConfirmed, run: () => decide('not_confirmed') },
  ])
  useShortcuts([{ keys: 'Escape', label: desk.dropSelection, run: drop }], selected.length > 0)
}

/** What the desk does with the part of this place. */
function handle(state: ReviewState, index: number): Handling {
  const { at, shown, selected, returning } = state
  const item = shown[index]
  return {
    current: index === at,
    selected: item !== undefined && selected.includes(item),
    returning: index === at && returning && selected.length === 0,
    onOpen: (range) => (range ? state.reach(index) : state.goTo(index)),
    onSelect: (range) => {
      if (range) state.reach(index)
      else if (item !== undefined) state.toggle(item)
    },
    onDecide: state.decide,
    onTakeBack: state.takeBack,
    onKept: state.kept,
    onLeave: state.stay,
  }
}

function Desk({ report, lines, answers, lineId, onNext }: OpenProps & { answers: readonly AnswerRead[] }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const desk = useWords(deskWords)
  const asking = useWords(askingWords)
  const parts = [...answers, ...lines]
  const state = useReview(report.id, parts, lineId)
  const { part, shown, returning, selected, many } = state
  const line = part === undefined || isAnswer(part) ? undefined : part
  const again = lines.some(({ before }) => before !== null)
  const [against, setAgainst] = useState<Against>(again ? 'sending' : 'period')
  const [pane, setPane] = useState<Pane>('lines')
  const shownId = part?.id ?? ''
  useEffect(() => {
    const place = document.getElementById(`line-${shownId}`)
    const target = returning ? place?.querySelector('form') : place
    target?.scrollIntoView({ block: 'nearest' })
  }, [shownId, returning])
  useDeskKeys(state)
  return (
    <div className={styles.desk} data-pane={pane}>
      <div className={styles.middle}>
        <ReviewHead report={report} lines={lines} />
        <CorrectionsBox report={report} lines={lines} />
        <div className={styles.tabs}>
          <Segmented<Pane> block aria-label={review.panes} value={pane} options={[{ value: 'lines', label: review.lines }, { value: 'proof', label: review.proof(line?.evidence.length ?? 0) }]} onChange={setPane} />
        </div>
        <ReviewTools state={state} all={parts} against={again ? against : null} onAgainst={setAgainst} />
        <div className={styles.lines} data-scroll-restoration-id={`review-${report.id}`}>
          {shown.length === 0 && parts.length > 0 && (
            <EmptyState>
              {desk.noneShown}
            </EmptyState>
          )}
          {shown.map((item, index) => {
            const handling = handle(state, index)
            const begins = answers.length > 0 && lines.length > 0 && (index === 0 || isAnswer(item) !== isAnswer(shown[index - 1] ?? item))
            return (
              <Fragment key={item.id}>
                {begins && <h3 className={styles.group}>{isAnswer(item) ? asking.answers : review.lines}</h3>}
                {isAnswer(item) ? <ReviewAnswer answer={item} number={answers.indexOf(item) + 1} {...handling} /> : <ReviewLine line={item} against={again ? against : 'period'} {...handling} />}
              </Fragment>
            )
          })}
        </div>
        {state.error !== null && <ErrorState error={state.error} />}
        {returning && selected.length > 0 && (
          <ReturnReason
            name="many"
            title={desk.reasonFor(selected.length, answers.length > 0)}
            mark={null}
            error={many.error}
            busy={many.busy}
            onClose={state.stay}
            onKeep={(reason_code, reason) => many.mark(selected, { mark: 'return', reason_code, reason }, state.dropped)}
          />
        )}
        <ReviewEnding report={report} lines={lines} onNext={onNext} />
      </div>
      <aside className={styles.proof} aria-label={words.aside}>{line === undefined ? answers.length > 0 && <p className="secondary">{desk.noProofOfAnswer}</p> : <ReviewProof key={line.id} line={line} />}</aside>
    </div>
  )
}
