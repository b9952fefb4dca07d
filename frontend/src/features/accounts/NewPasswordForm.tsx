import { useState, type SyntheticEvent } from 'react'
import { accountsWords } from '@/i18n/accounts'
import { sayIn, useWords } from '@/i18n/words'
import { countCharacters } from '@/lib/format/text'
import { toProblem, type ApiProblem } from '@/lib/http/problem'
import { changePassword } from './api'
import { PasswordField } from './PasswordField'
import styles from './accounts.module.css'

interface NewPasswordFormProps {
  /** Known right after signing in; asked for otherwise. */
  currentPassword?: string
  /** Beside a second factor a shorter one is enough. */
  least?: number
  onChanged: () => Promise<void> | void
}

export const LEAST = 14

export function faults(password: string, again: string, least = LEAST): { password?: string; again?: string } {
  const words = sayIn(accountsWords)
  if (countCharacters(password) < least) return { password: words.passwordShort(least) }
  return password.normalize('NFC') === again.normalize('NFC') ? {} : { again: words.passwordsDiffer }
}

/** The rule of the server said beforehand: long, nothing else. */
export function NewPasswordForm({ currentPassword, least = LEAST, onChanged }: NewPasswordFormProps) {
  const words = useWords(accountsWords)
  const [current, setCurrent] = useState(currentPassword ?? '')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState<{ password?: string; again?: string }>({})
  const [problem, setProblem] = useState<ApiProblem | null>(null)

  const submit = async () => {
    setProblem(null)
    try {
      await changePassword(current, password)
      await onChanged()
    } catch (error) {
      setProblem(toProblem(error))
    }
  }
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    const found = faults(password, again, least)
    setWrong(found)
    if (found.password === undefined && found.again === undefined) void submit()
  }
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      {problem !== null && problem.errors.length === 0 && (
        <p role="alert" className={styles.alert}>
          {problem.detail}
        </p>
      )}
      {currentPassword === undefined && (
        <PasswordField label={words.currentPassword} autoComplete="current-password" autoFocus value={current} onChange={setCurrent} error={problem?.errorOf('current_password')} />
      )}
      <PasswordField
        label={words.newPassword}
        hint={least < LEAST ? words.passwordRuleShort(least) : words.passwordRule}
        autoComplete="new-password"
        autoFocus={currentPassword !== undefined}
        value={password}
        onChange={setPassword}
        error={wrong.password ?? problem?.errorOf('new_password')}
      />
      <PasswordField label={words.newPasswordAgain} autoComplete="new-password" value={again} onChange={setAgain} error={wrong.again} />
      <button type="submit" className="button button--primary button--large button--block">
        {words.setPassword}
      </button>
    </form>
  )
}
