import { useState, type SyntheticEvent } from 'react'
import { TextField } from '@/components/Field'
import { accountsWords } from '@/i18n/accounts'
import { useWords } from '@/i18n/words'
import { toProblem, type ApiProblem } from '@/lib/http/problem'
import { resetPassword } from './api'
import { faults } from './NewPasswordForm'
import { PasswordField } from './PasswordField'
import styles from './accounts.module.css'

interface ResetFormProps {
  onDone: (username: string) => void
  onBack: () => void
}

/** A forgotten password, with the one-time code of the administrator. */
export function ResetForm({ onDone, onBack }: ResetFormProps) {
  const words = useWords(accountsWords)
  const [given, setGiven] = useState({ username: '', code: '', password: '', again: '' })
  const [wrong, setWrong] = useState<{ password?: string; again?: string }>({})
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const set = (part: Partial<typeof given>) => setGiven({ ...given, ...part })
  const submit = async () => {
    setProblem(null)
    try {
      await resetPassword(given.username.trim(), given.code.trim(), given.password)
      onDone(given.username.trim())
    } catch (error) {
      setProblem(toProblem(error))
    }
  }
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    const found = faults(given.password, given.again)
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
      <TextField label={words.username} large name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus value={given.username} error={problem?.errorOf('username')} onChange={({ target }) => set({ username: target.value })} />
      <TextField label={words.resetCode} hint={words.resetCodeHint} large autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} value={given.code} error={problem?.errorOf('code')} onChange={({ target }) => set({ code: target.value })} />
      <PasswordField label={words.newPassword} hint={words.passwordRule} autoComplete="new-password" value={given.password} error={wrong.password ?? problem?.errorOf('new_password')} onChange={(password) => set({ password })} />
      <PasswordField label={words.newPasswordAgain} autoComplete="new-password" value={given.again} error={wrong.again} onChange={(again) => set({ again })} />
      <button type="submit" className="button button--primary button--large button--block">
        {words.setPassword}
      </button>
      <button type="button" className="button button--text" onClick={onBack}>
        {words.backToSignIn}
      </button>
    </form>
  )
}
