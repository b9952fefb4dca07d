import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useId, type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'

export interface Around {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  warning?: ReactNode
  /** Says "(nếu có)" after the label; required fields say nothing. */
  optional?: boolean
}

interface Parts {
  id: string
  described: string | undefined
  invalid: boolean
}

function hasText(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== ''
}

/** Label, field, then what is wrong with it, in the order in which a screen reader says them. */
export function FieldFrame({ label, hint, error, warning, optional = false, children }: Around & { children: (parts: Parts) => ReactNode }) {
  const id = useId()
  const words = useWords(commonWords)
  const notes = { hint: `${id}-hint`, error: `${id}-error`, warning: `${id}-warning` }
  const described = [hasText(hint) ? notes.hint : '', hasText(error) ? notes.error : '', hasText(warning) ? notes.warning : '']
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="field__hint">{words.optional}</span>}
      </label>
      {children({ id, described: described.filter(Boolean).join(' ') || undefined, invalid: hasText(error) })}
      {hasText(hint) && (
        <span id={notes.hint} className="field__hint">
          {hint}
        </span>
      )}
      <span id={notes.warning} aria-live="polite" className="field__warning">
        {hasText(warning) && (
          <>
            <TriangleAlert size={16} aria-hidden /> {warning}
          </>
        )}
      </span>
      <span id={notes.error} aria-live="polite" className="field__error">
        {hasText(error) && (
          <>
            <CircleAlert size={16} aria-hidden /> {error}
          </>
        )}
      </span>
    </div>
  )
}

type TextFieldProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & { large?: boolean; after?: ReactNode; ref?: React.Ref<HTMLInputElement> }

export function TextField({ label, hint, error, warning, optional, large = false, after, ...input }: TextFieldProps) {
  return (
    <FieldFrame {...{ label, hint, error, warning, optional }}>
      {({ id, described, invalid }) => (
        <div className="row" style={{ flexWrap: 'nowrap' }}>
          <input {...input} id={id} aria-describedby={described} aria-invalid={invalid} className={large ? 'input input--large' : 'input'} />
          {after}
        </div>
      )}
    </FieldFrame>
  )
}

type TextAreaFieldProps = Around & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'maxLength'> & { ref?: React.Ref<HTMLTextAreaElement> }

/** Has no `maxLength` on purpose: it cuts composed Vietnamese text. Count, let it overflow, refuse at save. */
export function TextAreaField({ label, hint, error, warning, optional, ...area }: TextAreaFieldProps) {
  return (
    <FieldFrame {...{ label, hint, error, warning, optional }}>
      {({ id, described, invalid }) => <textarea {...area} id={id} aria-describedby={described} aria-invalid={invalid} className="input" />}
    </FieldFrame>
  )
}
