import { Button } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { ReasonCode } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { useMarking, type ReviewPart } from './review-marks'
import styles from './review-line.module.css'

/** The reason of one line or answer, kept as the reviewer's mark on it. */
export function PartReason({ part, onClose, onKept }: { part: ReviewPart; onClose: () => void; onKept: () => void }) {
  const marking = useMarking(part.report_id, onKept)
  const keep = (reason_code: ReasonCode, reason: string) => marking.mark(part, { mark: 'return', reason_code, reason })
  return <ReasonForm name={part.id} mark={part.mark} error={marking.error} busy={marking.busy} onClose={onClose} onKeep={keep} />
}

interface ReasonFormProps {
  /** Tells the choices of one form from those of another. */
  name: string
  title?: string
  mark: { reason_code: ReasonCode | null; reason: string | null } | null
  error: unknown
  busy: boolean
  onClose: () => void
  onKeep: (code: ReasonCode, reason: string) => void
}

/** Why parts go back: a digit chooses the reason, the rest is typed. It opens in its place, under the line. */
export function ReasonForm({ name, title, mark, error, busy, onClose, onKeep }: ReasonFormProps) {
  const words = useWords(reportsWords)
  const common = useWords(commonWords)
  const review = useWords(reviewWords)
  const terms = useWords(termWords)
  const codes = Object.keys(terms.reason) as ReasonCode[]
  const [code, setCode] = useState<ReasonCode>(mark?.reason_code ?? 'not_enough_detail')
  const [text, setText] = useState(mark?.reason ?? '')
  const [refused, setRefused] = useState(false)
  const group = useRef<HTMLFieldSetElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => group.current?.querySelector<HTMLInputElement>('input:checked')?.focus({ preventScroll: true }), [])
  const missing = text.trim() === ''
  const keep = () => {
    setRefused(missing)
    if (missing) area.current?.focus()
    else onKeep(code, text)
  }
  const onKey = (event: KeyboardEvent) => {
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
    const picked = codes[Number(digit) - 1]
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    } else if (event.code.endsWith('Enter') && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.stopPropagation()
      keep()
    } else if (event.target !== area.current && digit !== undefined) {
      // by the place of the key: a typing method may have made a letter of the digit
      event.preventDefault()
      event.stopPropagation()
      if (picked !== undefined) {
        setCode(picked)
        area.current?.focus()
      }
    }
  }
  return (
    <form
      className={styles.reason}
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
    >
      {title !== undefined && <h4>{title}</h4>}
      <fieldset ref={group} className={styles.codes}>
        <legend>{review.reasonPick}</legend>
        {codes.map((key, index) => (
          <label key={key} data-chosen={key === code}>
            <input type="radio" name={`reason-${name}`} checked={key === code} onChange={() => setCode(key)} />
            <kbd>{index + 1}</kbd> {terms.reason[key]}
          </label>
        ))}
      </fieldset>
      <TextAreaField ref={area} label={words.reasonText} rows={2} value={text} error={refused && missing ? words.reasonRequired : undefined} onChange={(event) => setText(event.target.value)} />
      {error !== null && <ErrorState error={error} />}
      <div className="row">
        <Button type="primary" size="small" htmlType="submit" aria-disabled={missing || busy}>
          {words.keepMark} <kbd>Ctrl ↵</kbd>
        </Button>
        <Button type="link" size="small" onClick={onClose}>
          {common.cancel} <kbd>Esc</kbd>
        </Button>
      </div>
    </form>
  )
}
