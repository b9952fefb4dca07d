import { Button } from 'antd'
import { Check, Clock3, Copy, Paperclip, TriangleAlert, Undo2, X } from 'lucide-react'
import type { LineRead } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatPercent } from '@/lib/format'
import { ReasonForm } from './ReviewReason'
import { hasFallen, markOf } from './review-marks'
import { addedWords } from './words-diff'
import styles from './review-line.module.css'
import desk from './review.module.css'

export type Decision = 'ok' | 'return' | 'later' | 'not_confirmed'

interface ReviewLineProps {
  line: LineRead
  current: boolean
  returning: boolean
  onOpen: () => void
  onDecide: (decision: Decision) => void
  /** A mark that is pressed again. */
  onTakeBack: () => void
  onKept: () => void
  onLeave: () => void
}

/** One line under review. The one at hand shows this period beside the last and takes a decision; the others say how they stand. */
export function ReviewLine(props: ReviewLineProps) {
  const { line, current, returning, onOpen } = props
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  return (
    <article id={`line-${line.id}`} className={styles.line} data-current={current}>
      <button type="button" className={styles.lineHead} onClick={onOpen} aria-current={current}>
        <span>
          {line.number}. {line.task.title}
        </span>
        <Percent line={line} />
      </button>
      <div className={desk.facts}>
        <MarkShown line={line} />
        {line.self_done && <Mark icon={Check} colour="blue">{words.selfDone}</Mark>}
        {line.carried_forward && <Mark icon={Copy} colour="purple">{words.keep}</Mark>}
        {line.evidence.length > 0 && (
          <span className="secondary small">
            <Paperclip size={14} aria-hidden /> {review.documentCount(line.evidence.length)}
          </span>
        )}
        <Reason line={line} />
      </div>
      {current ? <Compared line={line} /> : <p className={styles.excerpt}>{line.result || review.nothingWritten}</p>}
      {current && line.allowed_actions.includes('mark') && <Decisions {...props} />}
      {returning && <ReasonForm line={line} onClose={props.onLeave} onKept={props.onKept} />}
    </article>
  )
}

function Percent({ line }: { line: LineRead }) {
  const before = line.previous?.percent
  return (
    <span className={styles.percent}>
      {line.percent === null ? '–' : formatPercent(line.percent)}
      {before != null && <span className="secondary"> ({formatPercent(before)})</span>}
    </span>
  )
}

/** The reason that is gathered now, or the one with which the line went back. */
function Reason({ line }: { line: LineRead }) {
  const terms = useWords(termWords)
  const words = useWords(reviewWords)
  const gathered = markOf(line) === 'return' ? line.mark : null
  const reason = gathered?.reason ?? (line.review_state === 'returned' ? line.reason : null)
  const code = gathered?.reason_code ?? line.reason_code
  if (reason === null) return null
  return <span className="small">{code === null ? reason : words.returnsReason(terms.reason[code], reason)}</span>
}

function Compared({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const { previous } = line
  const pieces = previous === null ? [{ text: line.result, added: false }] : addedWords(previous.result, line.result)
  return (
    <>
      <div className={styles.compare} data-alone={previous === null}>
        <section>
          <h4>{review.thisPeriod}</h4>
          <p className={styles.text}>{line.result === '' ? review.nothingWritten : pieces.map((piece, index) => (piece.added ? <ins key={index}>{piece.text}</ins> : <span key={index}>{piece.text}</span>))}</p>
        </section>
        {previous === null ? (
          <p className="secondary small">{review.noPrevious}</p>
        ) : (
          <section>
            <h4>{review.lastPeriod(previous.period)}</h4>
            <p className={`${styles.text} secondary`}>
              {addedWords(line.result, previous.result).map((piece, index) => (piece.added ? <del key={index}>{piece.text}</del> : <span key={index}>{piece.text}</span>))}
            </p>
          </section>
        )}
      </div>
      {line.difficulties !== '' && <Extra title={words.difficulties} text={line.difficulties} />}
      {line.proposals !== '' && <Extra title={words.proposals} text={line.proposals} />}
    </>
  )
}

function Extra({ title, text }: { title: string; text: string }) {
  return (
    <section>
      <h4>{title}</h4>
      <p className={styles.text}>{text}</p>
    </section>
  )
}

function Decisions({ line, onDecide, onTakeBack }: ReviewLineProps) {
  const words = useWords(reportsWords)
  const mark = markOf(line)
  const unconfirmed = mark === 'ok' && line.mark?.not_confirmed === true
  const buttons: { decision: Decision; icon: typeof Check; said: string; pressed: boolean }[] = [
    { decision: 'ok', icon: Check, said: words.ok, pressed: mark === 'ok' && !unconfirmed },
    { decision: 'return', icon: Undo2, said: words.toReturn, pressed: mark === 'return' },
    { decision: 'later', icon: Clock3, said: words.later, pressed: mark === 'later' },
  ]
  if (line.self_done) buttons.push({ decision: 'not_confirmed', icon: X, said: words.notConfirmed, pressed: unconfirmed })
  return (
    <div className={styles.decisions} role="group" aria-label={words.marks}>
      {buttons.map(({ decision, icon: Icon, said, pressed }, index) => (
        <Button size="small" key={decision} aria-pressed={pressed} onClick={() => (pressed && decision !== 'return' ? onTakeBack() : onDecide(decision))}>
          <Icon size={16} aria-hidden /> {said} <kbd>{index + 1}</kbd>
        </Button>
      ))}
    </div>
  )
}

function MarkShown({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const mark = markOf(line)
  if (hasFallen(line)) return <Mark icon={TriangleAlert} colour="amber" fill>{review.markFell}</Mark>
  if (mark === 'ok') return line.mark?.not_confirmed === true ? <Mark icon={X} colour="amber">{words.notConfirmed}</Mark> : <Mark icon={Check} colour="green">{words.ok}</Mark>
  if (mark === 'return') return <Mark icon={Undo2} colour="red" fill>{words.toReturn}</Mark>
  if (mark === 'later') return <Mark icon={Clock3} colour="amber">{words.later}</Mark>
  return line.allowed_actions.includes('mark') ? <span className="secondary small">{words.noMark}</span> : null
}
