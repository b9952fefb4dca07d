import { useEffect, useState } from 'react'
import { accountsWords } from '@/i18n/accounts'
import { useWords } from '@/i18n/words'
import type { Me } from '@/lib/session/state'
import { loadOptions, type SignInOptions } from './api'
import { SignInForm } from './SignInForm'
import { SsoButton } from './SsoButton'
import styles from './accounts.module.css'

interface SignInWaysProps {
  filled: { username: string; password: string }
  /** A password was just set anew. */
  reset: boolean
  /** Why the way over the identity provider ended. */
  refusal?: string
  leftSso: boolean
  next: string
  /** The password was right and its code is asked for: nothing else is offered then. */
  asked: boolean
  onAsked: (asked: boolean) => void
  onSignedIn: (me: Me, password?: string) => void
  onReset: () => void
}

/** The password, and the identity provider where there is one. */
export function SignInWays({ filled, reset, refusal, leftSso, next, asked, onAsked, onSignedIn, onReset }: SignInWaysProps) {
  const words = useWords(accountsWords)
  const [options, setOptions] = useState<SignInOptions | null>(null)
  useEffect(() => {
    void loadOptions().then(setOptions)
  }, [])
  const sso = options?.sso ?? null
  return (
    <>
      {reset && !asked && (
        <p role="status" className={styles.done}>
          {words.resetDone}
        </p>
      )}
      {refusal !== undefined && !asked && (
        <p role="alert" className={styles.alert}>
          {words.sso[refusal] ?? words.ssoFailed}
        </p>
      )}
      {leftSso && sso !== null && !asked && (
        <p role="status" className={styles.done}>
          {words.ssoOut} <a href="/api/v1/auth/oidc/logout">{words.ssoOutLink}</a>
        </p>
      )}
      {sso !== null && !asked && (
        <>
          <SsoButton option={sso} next={next} />
          <p className={styles.or}>{options?.password === 'admins' ? words.adminsOnly : words.or}</p>
        </>
      )}
      <SignInForm key={filled.username} {...filled} onSignedIn={onSignedIn} onAsked={onAsked} />
      {!asked && (
        <p className="secondary small">
          {words.forgot}{' '}
          <button type="button" className={styles.link} onClick={onReset}>
            {words.haveCode}
          </button>
        </p>
      )}
    </>
  )
}
