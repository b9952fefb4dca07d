import { Button } from 'antd'
import { Check, Clock3, Copy, Paperclip, PencilLine, TriangleAlert, Undo2, X } from 'lucide-react'
import type { LineRead } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { deskWords } from '@/i18n/desk'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatPercent } from '@/lib/format'
import type { Against } from './review-changes'
import { marksToGive } from './review-decisions'
import { hasFallen, isKept, markOf, ownMark } from './review-marks'
import { Compared } from './ReviewCompared'
import { LineReason } from './ReviewReason'
import styles from './review-line.module.css'
import many from './review-many.module.css'
import page from './review.module.css'

export type Decision = 'ok' | 'return' | 'later' | 'not_confirmed'

interface ReviewLineProps {
  line: LineRead
  against: Against
  current: boolean
  selected: boolean
  returning: boolean
  /** `range`: from where the selection began to here. */
  onOpen: (range: boolean) => void
  onSelect: (range: boolean) => void
  onDecide: (decision: Decision) => void
  /** A mark that is pressed again. */
  onTakeBack: () => void
  onKept: () => void
  onLeave: () => void
}

/** One line under review. The one at hand shows this period beside the last and takes a decision; the others say how they stand. */
export function ReviewLine(props: ReviewLineProps) {
  const { line, against, current, selected, returning, onOpen, onSelect } = props
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const desk = useWords(deskWords)
  return (
    <article id={`line-${line.id}`} className={styles.line} data-current={current} data-selected={selected}>
      <div className={line.allowed_actions.includes('mark') ? many.head : undefined}>
        {line.allowed_actions.includes('mark') && (
          <input type="checkbox" checked={selected} aria-label={desk.selectLine(line.number)} onChange={(event) => onSelect(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)} />
        )}
        <button type="button" className={styles.lineHead} onClick={(event) => onOpen(event.shiftKey)} aria-current={current}>
          <span>
            {line.number}. {line.task.title}
          </span>
          <Percent line={line} />
        </button>
      </div>
      <div className={page.facts}>
        <MarkShown line={line} />
        <Changed line={line} />
        {line.self_done && <Mark icon={Check} colour="blue">{words.selfDone}</Mark>}
        {line.carried_forward && <Mark icon={Copy} colour="purple">{words.keep}</Mark>}
        {line.evidence.length > 0 && (
          <span className="secondary small">
            <Paperclip size={14} aria-hidden /> {review.documentCount(line.evidence.length)}
          </span>
        )}
        <Reason line={line} />
      </div>
      {current ? <Compared line={line} against={against} /> : <p className={styles.excerpt}>{line.result || review.nothingWritten}</p>}
      {current && line.allowed_actions.includes('mark') && <Decisions {...props} />}
      {returning && <LineReason line={line} onClose={props.onLeave} onKept={props.onKept} />}
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

/** What the unit has changed since the report went back; of a line that went back and came as it was, that too. */
function Changed({ line }: { line: LineRead }) {
  const desk = useWords(deskWords)
  if (line.before === null) return null
  const names = line.before.changed.map((name) => desk.fields[name] ?? name)
  return names.length === 0 ? <Mark icon={Copy} colour="grey">{desk.sentAgain}</Mark> : <Mark icon={PencilLine} colour="blue">{desk.changedFields(names.join(', '))}</Mark>
}

function Decisions({ line, onDecide, onTakeBack }: ReviewLineProps) {
  const words = useWords(reportsWords)
  const mark = ownMark(line)
  const unconfirmed = mark === 'ok' && line.mark?.not_confirmed === true
  const buttons: { decision: Decision; icon: typeof Check; said: string; pressed: boolean }[] = marksToGive(words).map((given) => ({
    ...given,
    pressed: mark === given.decision && !unconfirmed,
  }))
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
  const desk = useWords(deskWords)
  if (isKept(line)) return <Mark icon={Check} colour="green">{desk.keptOk}</Mark>
  if (hasFallen(line)) return <Mark icon={TriangleAlert} colour="amber" fill>{review.markFell}</Mark>
  if (mark === 'ok') return line.mark?.not_confirmed === true ? <Mark icon={X} colour="amber">{words.notConfirmed}</Mark> : <Mark icon={Check} colour="green">{words.ok}</Mark>
  if (mark === 'return') return <Mark icon={Undo2} colour="red" fill>{words.toReturn}</Mark>
  if (mark === 'later') return <Mark icon={Clock3} colour="amber">{words.later}</Mark>
  return line.allowed_actions.includes('mark') ? <span className="secondary small">{words.noMark}</span> : null
}
