import { Button } from 'antd'
import { Check, Clock3, TriangleAlert, Undo2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Mark } from '@/components/Status'
import { deskWords } from '@/i18n/desk'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { marksToGive } from './review-decisions'
import { hasFallen, isAnswer, isKept, markOf, ownMark, saysDone, type ReviewPart as Part } from './review-marks'
import { PartReason } from './ReviewReason'
import styles from './review-line.module.css'
import many from './review-many.module.css'
import page from './review.module.css'

export type Decision = 'ok' | 'return' | 'later' | 'not_confirmed'

/** What the desk does with the part at hand, and with those that are chosen beside it. */
export interface Handling {
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

interface ReviewPartProps extends Handling {
  part: Part
  title: string
  selectLabel: string
  /** Beside the title, and under it. */
  aside?: ReactNode
  facts?: ReactNode
  children: ReactNode
}

/** One line or answer under review. The one at hand takes a decision; the others say how they stand. */
export function ReviewPart(props: ReviewPartProps) {
  const { part, title, selectLabel, current, selected, returning, onOpen, onSelect } = props
  const may = part.allowed_actions.includes('mark')
  return (
    <article id={`line-${part.id}`} className={styles.line} data-current={current} data-selected={selected}>
      <div className={may ? many.head : undefined}>
        {may && <input type="checkbox" checked={selected} aria-label={selectLabel} onChange={(event) => onSelect(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)} />}
        <button type="button" className={styles.lineHead} onClick={(event) => onOpen(event.shiftKey)} aria-current={current}>
          <span>{title}</span>
          {props.aside}
        </button>
      </div>
      <div className={page.facts}>
        <MarkShown part={part} />
        {props.facts}
        <Reason part={part} />
      </div>
      {props.children}
      {current && may && <Decisions {...props} />}
      {returning && <PartReason part={part} onClose={props.onLeave} onKept={props.onKept} />}
    </article>
  )
}

/** The reason that is gathered now, or the one with which the part went back. */
function Reason({ part }: { part: Part }) {
  const terms = useWords(termWords)
  const words = useWords(reviewWords)
  const gathered = markOf(part) === 'return' ? part.mark : null
  const reason = gathered?.reason ?? (part.review_state === 'returned' ? part.reason : null)
  const code = gathered?.reason_code ?? part.reason_code
  if (reason === null) return null
  return <span className="small">{code === null ? reason : words.returnsReason(terms.reason[code], reason)}</span>
}

/** Whether the reviewer found it in order without taking its task as done. */
function isUnconfirmed(part: Part): boolean {
  return markOf(part) === 'ok' && !isAnswer(part) && part.mark?.not_confirmed === true
}

function Decisions({ part, onDecide, onTakeBack }: ReviewPartProps) {
  const words = useWords(reportsWords)
  const mark = ownMark(part)
  const unconfirmed = mark === 'ok' && isUnconfirmed(part)
  const buttons: { decision: Decision; icon: typeof Check; said: string; pressed: boolean }[] = marksToGive(words).map((given) => ({
    ...given,
    pressed: mark === given.decision && !unconfirmed,
  }))
  if (saysDone(part)) buttons.push({ decision: 'not_confirmed', icon: X, said: words.notConfirmed, pressed: unconfirmed })
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

function MarkShown({ part }: { part: Part }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const mark = markOf(part)
  const desk = useWords(deskWords)
  if (isKept(part)) return <Mark icon={Check} colour="green">{desk.keptOk}</Mark>
  if (hasFallen(part)) return <Mark icon={TriangleAlert} colour="amber" fill>{review.markFell}</Mark>
  if (isUnconfirmed(part)) return <Mark icon={X} colour="amber">{words.notConfirmed}</Mark>
  if (mark === 'ok') return <Mark icon={Check} colour="green">{words.ok}</Mark>
  if (mark === 'return') return <Mark icon={Undo2} colour="red" fill>{words.toReturn}</Mark>
  if (mark === 'later') return <Mark icon={Clock3} colour="amber">{words.later}</Mark>
  return part.allowed_actions.includes('mark') ? <span className="secondary small">{words.noMark}</span> : null
}
