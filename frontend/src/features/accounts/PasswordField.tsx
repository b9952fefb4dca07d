import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { TextField } from '@/components/Field'
import { accountsWords } from '@/i18n/accounts'
import { useWords } from '@/i18n/words'
import { hasVietnameseLetters } from '@/lib/format/text'

interface PasswordFieldProps {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  error?: string
  hint?: string
  autoFocus?: boolean
}

/** Can be shown, and tells at once when a typing method has changed the letters. */
export function PasswordField({ label, value, onChange, autoComplete, error, hint, autoFocus }: PasswordFieldProps) {
  const words = useWords(accountsWords)
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const notice = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  const warning = hasVietnameseLetters(value) ? words.vietnameseLetters : capsLock ? words.capsLock : undefined
  return (
    <TextField
      label={label}
      hint={hint}
      error={error}
      warning={warning}
      large
      type={shown ? 'text' : 'password'}
      name={autoComplete}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyUp={notice}
      after={
        <button
          type="button"
          className="button button--large"
          aria-pressed={shown}
          aria-label={shown ? words.hidePassword : words.showPassword}
          onClick={() => setShown(!shown)}
        >
          {shown ? words.hide : words.show}
        </button>
      }
    />
  )
}
