import { useMutation } from '@tanstack/react-query'
import { Check, Clock3, Paperclip, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { setReviewMarkMutation } from '@/api/@tanstack/react-query.gen'
import type { LineRead, ReasonCode } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { Mark } from '@/components/Status'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatPercent } from '@/lib/format'
import { keepLine } from './lines'
import { addedWords } from './words-diff'
import styles from './review.module.css'

export type MarkKind = 'ok' | 'return' | 'later'

export function useMarking(onDone?: () => void) {
  return useMutation({
    ...setReviewMarkMutation(),
    onSuccess: (line) => {
      keepLine(line)
      onDone?.()
    },
  })
}

/** The mark that still holds; one on an earlier text has fallen off. */
export function markOf(line: LineRead): MarkKind | null {
  return line.mark !== null && line.mark.holds ? line.mark.mark : null
}

interface ReviewLineProps {
  line: LineRead
  current: boolean
  returning: boolean
  onOpen: () => void
  onReturning: (open: boolean) => void
}

/** One line under review: this period over last, new words marked, and the reviewer's decision. */
export function ReviewLine({ line, current, returning, onOpen, onReturning }: ReviewLineProps) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  const marking = useMarking()
  const mark = markOf(line)
  const decide = (kind: MarkKind) => marking.mutate({ path: { line_id: line.id }, body: { mark: mark === kind ? null : kind } })
  const canMark = line.allowed_actions.includes('mark')
  return (
    <article id={`line-${line.id}`} className={styles.reviewLine} data-current={current}>
      <button type="button" className={styles.reviewHead} onClick={onOpen} aria-current={current}>
        <span>
          {line.number}. {line.task.title}
        </span>
        <span>
          {line.percent === null ? '–' : formatPercent(line.percent)}
          {line.previous?.percent != null && ` (${formatPercent(line.previous.percent)})`}
        </span>
      </button>
      <div className="row">
        <MarkShown line={line} />
        {line.self_done && <Mark icon={Check} colour="blue">{words.selfDone}</Mark>}
        {line.evidence.length > 0 && (
          <span className="secondary small">
            <Paperclip size={14} aria-hidden /> {line.evidence.length}
          </span>
        )}
        {line.review_state === 'returned' && line.reason !== null && (
          <span className="small">
            {line.reason_code !== null && terms.reason[line.reason_code]}: {line.reason}
          </span>
        )}
      </div>
      <div className={styles.compare}>
        <p className={styles.text}>
          {addedWords(line.previous?.result ?? line.result, line.result).map((piece, index) => (piece.added ? <ins key={index}>{piece.text}</ins> : <span key={index}>{piece.text}</span>))}
        </p>
        <p className={`${styles.text} secondary`}>{line.previous === null ? words.noPrevious : line.previous.result}</p>
      </div>
      {line.difficulties !== '' && <p className="small">{words.difficulties}: {line.difficulties}</p>}
      {line.proposals !== '' && <p className="small">{words.proposals}: {line.proposals}</p>}
      {canMark && current && (
        <div className={styles.markRow} role="group" aria-label={words.marks}>
          <button type="button" className="button button--small" aria-pressed={mark === 'ok'} onClick={() => decide('ok')}>
            <Check size={16} aria-hidden /> {words.ok} <kbd>1</kbd>
          </button>
          <button type="button" className="button button--small" aria-pressed={mark === 'return'} onClick={() => onReturning(!returning)}>
            <Undo2 size={16} aria-hidden /> {words.toReturn} <kbd>2</kbd>
          </button>
          <button type="button" className="button button--small" aria-pressed={mark === 'later'} onClick={() => decide('later')}>
            <Clock3 size={16} aria-hidden /> {words.later} <kbd>3</kbd>
          </button>
          {line.self_done && (
            <button
              type="button"
              className="button button--small"
              aria-pressed={line.mark?.not_confirmed === true}
              onClick={() => marking.mutate({ path: { line_id: line.id }, body: { mark: 'ok', not_confirmed: line.mark?.not_confirmed !== true } })}
            >
              <X size={16} aria-hidden /> {words.notConfirmed} <kbd>4</kbd>
            </button>
          )}
        </div>
      )}
      {returning && <ReturnForm line={line} onClose={() => onReturning(false)} />}
      {marking.error !== null && <ErrorState error={marking.error} />}
    </article>
  )
}

function MarkShown({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const mark = markOf(line)
  if (mark === 'ok') return <Mark icon={Check} colour="green">{line.mark?.not_confirmed === true ? words.notConfirmed : words.ok}</Mark>
  if (mark === 'return') return <Mark icon={Undo2} colour="red" fill>{words.toReturn}</Mark>
  if (mark === 'later') return <Mark icon={Clock3} colour="amber">{words.later}</Mark>
  return line.allowed_actions.includes('mark') ? <span className="secondary small">{words.noMark}</span> : null
}

function ReturnForm({ line, onClose }: { line: LineRead; onClose: () => void }) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  const codes = Object.keys(terms.reason) as ReasonCode[]
  const [code, setCode] = useState<ReasonCode>(line.mark?.reason_code ?? 'not_enough_detail')
  const [text, setText] = useState(line.mark?.reason ?? '')
  const marking = useMarking(onClose)
  const missing = text.trim() === ''
  const keep = () => {
    if (!missing) marking.mutate({ path: { line_id: line.id }, body: { mark: 'return', reason_code: code, reason: text } })
  }
  return (
    <form
      className="stack"
      style={{ gap: 8 }}
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          event.stopPropagation()
          keep()
        }
      }}
    >
      <label>
        {words.reasonCode}{' '}
        <select className="input" value={code} onChange={(event) => setCode(event.target.value as ReasonCode)}>
          {codes.map((key) => (
            <option key={key} value={key}>
              {terms.reason[key]}
            </option>
          ))}
        </select>
      </label>
      <TextAreaField label={words.reasonText} rows={2} autoFocus value={text} error={missing && marking.isError ? words.reasonRequired : undefined} onChange={(event) => setText(event.target.value)} />
      {marking.error !== null && <ErrorState error={marking.error} />}
      <div className="row">
        <button type="submit" className="button button--primary button--small" aria-disabled={missing}>
          {words.keepMark} <kbd>Ctrl ↵</kbd>
        </button>
      </div>
    </form>
  )
}
