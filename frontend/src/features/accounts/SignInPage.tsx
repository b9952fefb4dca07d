import { useEffect, useState } from 'react'
import { accountsWords } from '@/i18n/accounts'
import { commonWords } from '@/i18n/common'
import { setLocale, useLocale } from '@/i18n/locale'
import { useWords } from '@/i18n/words'
import { reloadMe } from '@/lib/session/session'
import type { Me } from '@/lib/session/state'
import { loadDemoAccounts, type DemoAccounts } from './api'
import { DemoAccountList } from './DemoAccountList'
import { MembershipChoice } from './MembershipChoice'
import { NewPasswordForm } from './NewPasswordForm'
import { ResetForm } from './ResetForm'
import { SignInForm } from './SignInForm'
import styles from './accounts.module.css'

type Step = { name: 'credentials'; reset?: true } | { name: 'reset' } | { name: 'password'; me: Me; password?: string } | { name: 'membership'; me: Me }

function stepAfter(me: Me, password?: string): Step | null {
  if (me.must_change_password) return { name: 'password', me, password }
  return me.memberships.length > 1 ? { name: 'membership', me } : null
}

interface SignInPageProps {
  /** Somebody who is signed in but has still to set a password. */
  pending: Me | null
  onDone: (me: Me) => void
}

/** In within ten seconds: name, password, and further questions only for those whom they concern. */
export function SignInPage({ pending, onDone }: SignInPageProps) {
  const words = useWords(accountsWords)
  const common = useWords(commonWords)
  const locale = useLocale()
  const [step, setStep] = useState<Step>((pending && stepAfter(pending)) ?? { name: 'credentials' })
  const [demo, setDemo] = useState<DemoAccounts | null>(null)
  const [filled, setFilled] = useState({ username: '', password: '' })

  useEffect(() => {
    void loadDemoAccounts().then(setDemo)
  }, [])

  const goOn = (me: Me, password?: string) => {
    const next = stepAfter(me, password)
    if (next === null) onDone(me)
    else setStep(next)
  }
  const titles = { credentials: words.title, reset: words.resetTitle, password: words.passwordTitle, membership: words.chooseTitle }

  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <strong>{common.product}</strong>
        <button type="button" className={styles.language} lang={locale === 'vi' ? 'en' : 'vi'} onClick={() => setLocale(locale === 'vi' ? 'en' : 'vi')}>
          {common.frame.otherLanguage}
        </button>
      </header>
      <main className={demo !== null && step.name === 'credentials' ? styles.columns : styles.single}>
        <section className={styles.card}>
          <h1>{titles[step.name]}</h1>
          {step.name === 'credentials' && (
            <>
              {step.reset === true && (
                <p role="status" className={styles.done}>
                  {words.resetDone}
                </p>
              )}
              <SignInForm key={filled.username} {...filled} onSignedIn={goOn} />
              <p className="secondary small">
                {words.forgot}{' '}
                <button type="button" className={styles.link} onClick={() => setStep({ name: 'reset' })}>
                  {words.haveCode}
                </button>
              </p>
            </>
          )}
          {step.name === 'reset' && (
            <ResetForm
              onBack={() => setStep({ name: 'credentials' })}
              onDone={(username) => {
                setFilled({ username, password: '' })
                setStep({ name: 'credentials', reset: true })
              }}
            />
          )}
          {step.name === 'password' && (
            <>
              <p className="secondary">{words.passwordIntro}</p>
              <NewPasswordForm currentPassword={step.password} onChanged={async () => goOn(await reloadMe())} />
            </>
          )}
          {step.name === 'membership' && <MembershipChoice me={step.me} onChosen={onDone} />}
        </section>
        {demo !== null && step.name === 'credentials' && <DemoAccountList demo={demo} onChoose={(username, password) => setFilled({ username, password })} />}
      </main>
    </div>
  )
}
