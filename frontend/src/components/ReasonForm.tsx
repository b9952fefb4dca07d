import { Button } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { commonWords } from '@/i18n/common'
import { reviewWords } from '@/i18n/review'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { ErrorState } from './ErrorState'
import { TextAreaField } from './Field'
import styles from './ReasonForm.module.css'

interface ReasonFormProps<Code extends string> {
  /** Tells the choices of one form from those of another. */
  name: string
  title?: string
  codes: Readonly<Record<Code, string>>
  begin: Code
  text?: string
  /** Of which codes the words alone say enough. */
  suffices?: (code: Code) => boolean
  /** What the button says. */
  keep?: string
  error: unknown
  busy: boolean
  onClose: () => void
  onKeep: (code: Code, reason: string) => void
}

/** Why something goes back: a digit chooses the reason, the rest is typed. It opens in its place, under what it is about. */
export function ReasonForm<Code extends string>(props: ReasonFormProps<Code>) {
  const { name, title, codes: said, begin, suffices, error, busy, onClose, onKeep } = props
  const words = useWords(reportsWords)
  const common = useWords(commonWords)
  const review = useWords(reviewWords)
  const codes = Object.keys(said) as Code[]
  const [code, setCode] = useState<Code>(begin)
  const [text, setText] = useState(props.text ?? '')
  const [refused, setRefused] = useState(false)
  const group = useRef<HTMLFieldSetElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => group.current?.querySelector<HTMLInputElement>('input:checked')?.focus({ preventScroll: true }), [])
  const missing = text.trim() === '' && suffices?.(code) !== true
  const keep = () => {
    setRefused(missing)
    if (missing) area.current?.focus()
    else if (!busy) onKeep(code, text)
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
            <kbd>{index + 1}</kbd> {said[key]}
          </label>
        ))}
      </fieldset>
      <TextAreaField
        ref={area}
        label={words.reasonText}
        optional={suffices?.(code) === true}
        rows={2}
        value={text}
        error={refused && missing ? words.reasonRequired : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      {error !== null && <ErrorState error={error} />}
      <div className="row">
        <Button type="primary" size="small" htmlType="submit" aria-disabled={missing || busy}>
          {props.keep ?? words.keepMark} <kbd>Ctrl ↵</kbd>
        </Button>
        <Button type="link" size="small" onClick={onClose}>
          {common.cancel} <kbd>Esc</kbd>
        </Button>
      </div>
    </form>
  )
}
