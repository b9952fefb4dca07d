import { Button } from 'antd'
import { useId, useState } from 'react'
import type { AnswerRead, QuestionRead } from '@/api/types.gen'
import { FieldFrame, TextAreaField } from '@/components/Field'
import { askingWords } from '@/i18n/asking'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatAmount } from '@/lib/format'
import { readFigure } from '@/features/reports/figures'
import styles from './asking.module.css'

export type AnswerValue = AnswerRead['value']

interface AnswerFieldProps {
  question: QuestionRead
  number: number
  value: AnswerValue
  onChange: (value: AnswerValue) => void
  /** What was typed is no answer, and was not taken. */
  onWrong?: () => void
  onLeave?: () => void
}

/** The field of one question, as its kind wants it. */
export function AnswerField(props: AnswerFieldProps) {
  if (props.question.kind === 'text') return <TextAnswer {...props} />
  return props.question.kind === 'number' ? <NumberAnswer {...props} /> : <PickedAnswer {...props} />
}

function labelOf({ question, number }: AnswerFieldProps): string {
  return `${number}. ${question.text}`
}

function TextAnswer(props: AnswerFieldProps) {
  const { question, value, onChange, onLeave } = props
  const text = typeof value === 'string' ? value : ''
  return <TextAreaField label={labelOf(props)} hint={question.hint} optional={!question.required} rows={3} value={text} onChange={({ target }) => onChange(target.value === '' ? null : target.value)} onBlur={onLeave} />
}

/** What is no number stays in its field and is not sent. */
function NumberAnswer(props: AnswerFieldProps) {
  const { question, value, onChange, onWrong, onLeave } = props
  const words = useWords(askingWords)
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? (typeof value === 'number' ? formatAmount(value) : '')
  const wrong = readFigure(shown, 'decimal') === undefined
  return (
    <FieldFrame label={labelOf(props)} hint={question.hint} optional={!question.required} error={wrong ? words.numberWrong : undefined}>
      {({ id, described, invalid }) => (
        <span className="row">
          <input
            id={id}
            className={`input ${styles.number ?? ''}`}
            inputMode="decimal"
            autoComplete="off"
            aria-describedby={described}
            aria-invalid={invalid}
            value={shown}
            onChange={({ target }) => {
              setText(target.value)
              const read = readFigure(target.value, 'decimal')
              if (read === undefined) onWrong?.()
              else onChange(read)
            }}
            onBlur={() => {
              if (!wrong) setText(null)
              onLeave?.()
            }}
          />
          {question.measure !== null && <span className="secondary">{question.measure}</span>}
        </span>
      )}
    </FieldFrame>
  )
}

function PickedAnswer(props: AnswerFieldProps) {
  const { question, value, onChange, onLeave } = props
  const words = useWords(askingWords)
  const common = useWords(commonWords)
  const name = useId()
  const options: { key: string; text: string; value: string | boolean }[] =
    question.kind === 'choice'
      ? question.choices.map(({ key, text }) => ({ key, text, value: key }))
      : [
          { key: 'yes', text: words.yes, value: true },
          { key: 'no', text: words.no, value: false },
        ]
  return (
    <fieldset className={styles.picked} onBlur={onLeave} aria-describedby={question.hint === null ? undefined : `${name}-hint`}>
      <legend className="field__label">
        {labelOf(props)} {!question.required && <span className="field__hint">{common.optional}</span>}
      </legend>
      {question.hint !== null && (
        <span id={`${name}-hint`} className="field__hint">
          {question.hint}
        </span>
      )}
      {options.map((option) => (
        <label key={option.key}>
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
          <span>{option.text}</span>
        </label>
      ))}
      {value !== null && !question.required && (
        <Button type="link" size="small" onClick={() => onChange(null)}>
          {words.takeAway}
        </Button>
      )}
    </fieldset>
  )
}
