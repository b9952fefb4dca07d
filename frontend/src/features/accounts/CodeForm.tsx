import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { TextField } from '@/components/Field'
import { accountsWords } from '@/i18n/accounts'
import { useWords } from '@/i18n/words'
import styles from './accounts.module.css'

interface CodeFormProps {
  busy: boolean
  onCode: (code: string) => void
  onLeave: () => void
}

/** The second step of signing in. A code may be of the authenticator or a recovery code, so it is not a field of digits alone. */
export function CodeForm({ busy, onCode, onLeave }: CodeFormProps) {
  const words = useWords(accountsWords)
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (busy) return
    // what was refused is typed over
    const field = form.current?.querySelector('input')
    field?.focus()
    field?.select()
  }, [busy])
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    setMissing(code.trim() === '')
    if (code.trim() !== '' && !busy) onCode(code)
  }
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      <p className="secondary">{words.totpIntro}</p>
      <TextField
        label={words.totp}
        hint={words.totpHint}
        error={missing ? words.missingTotp : undefined}
        large
        name="one-time-code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <button type="submit" className="button button--primary button--large button--block" aria-disabled={busy}>
        {busy ? words.signingIn : words.signIn}
      </button>
      <button type="button" className="button button--text" onClick={onLeave}>
        {words.otherAccount}
      </button>
    </form>
  )
}
