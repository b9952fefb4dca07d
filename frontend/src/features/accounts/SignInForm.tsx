import { useRef, useState, type SyntheticEvent } from 'react'
import { TextField } from '@/components/Field'
import { accountsWords } from '@/i18n/accounts'
import { sayIn, useWords } from '@/i18n/words'
import { formatTime } from '@/lib/format/days'
import { toProblem, type ApiProblem } from '@/lib/http/problem'
import { signIn } from '@/lib/session/session'
import type { Me } from '@/lib/session/state'
import { CodeForm } from './CodeForm'
import { PasswordField } from './PasswordField'
import styles from './accounts.module.css'

interface SignInFormProps {
  /** Given the password too: a forced change needs it and must not ask twice. */
  onSignedIn: (me: Me, password: string) => void
  /** Whether a code is asked for now, and nothing else. */
  onAsked?: (asked: boolean) => void
  /** From the list of demonstration accounts, or the person whose session was lost. */
  username?: string
  password?: string
  lockUsername?: boolean
}

function sentence(problem: ApiProblem): string {
  if (problem.status !== 429 || problem.retryAfter === undefined) return problem.detail
  return sayIn(accountsWords).throttled(formatTime(new Date(Date.now() + problem.retryAfter * 1000)))
}

/** Name and password; then a code, only when the server asks for it. */
export function SignInForm({ onSignedIn, onAsked, username: givenName = '', password: givenPassword = '', lockUsername = false }: SignInFormProps) {
  const words = useWords(accountsWords)
  const [username, setUsername] = useState(givenName)
  const [password, setPassword] = useState(givenPassword)
  const [asked, turnAsked] = useState(false)
  const [missing, setMissing] = useState({ username: false, password: false })
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const setAsked = (now: boolean) => {
    turnAsked(now)
    onAsked?.(now)
  }

  const submit = async (totp?: string) => {
    setBusy(true)
    setProblem(null)
    try {
      const me = await signIn({ username: username.trim(), password, ...(totp ? { totp } : {}) })
      onSignedIn(me, password)
    } catch (error) {
      const refused = toProblem(error)
      if (refused.code === 'totp_required') setAsked(true)
      else setProblem(refused)
      setBusy(false)
    }
  }
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    const lacking = { username: username.trim() === '', password: password === '' }
    setMissing(lacking)
    const first = lacking.username ? 'username' : lacking.password ? 'current-password' : null
    if (first !== null) form.current?.querySelector<HTMLInputElement>(`input[name="${first}"]`)?.focus()
    else if (!busy) void submit()
  }
  const alert = problem !== null && (
    <p role="alert" className={styles.alert}>
      {sentence(problem)}
    </p>
  )

  if (asked) {
    const leave = () => {
      setAsked(false)
      setProblem(null)
    }
    return (
      <>
        {alert}
        <CodeForm busy={busy} onCode={(code) => void submit(code)} onLeave={leave} />
      </>
    )
  }
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      {alert}
      <TextField
        label={words.username}
        error={missing.username ? words.missingUsername : undefined}
        large
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={givenName === ''}
        readOnly={lockUsername}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <PasswordField
        label={words.password}
        autoComplete="current-password"
        error={missing.password ? words.missingPassword : undefined}
        autoFocus={givenName !== '' && givenPassword === ''}
        value={password}
        onChange={setPassword}
      />
      <button type="submit" className="button button--primary button--large button--block" aria-disabled={busy} autoFocus={givenName !== '' && givenPassword !== ''}>
        {busy ? words.signingIn : words.signIn}
      </button>
    </form>
  )
}
