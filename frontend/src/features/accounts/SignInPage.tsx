import { lazy, Suspense, useEffect, useState } from 'react'
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
import { ProviderCodeForm } from './ProviderCodeForm'
import { SignInWays } from './SignInWays'
import styles from './accounts.module.css'

// who signs in every day need not fetch what draws the picture for the telephone
const FactorSetup = lazy(() => import('./FactorSetup').then((found) => ({ default: found.FactorSetup })))

type Step =
  | { name: 'credentials'; reset?: true }
  | { name: 'code' }
  | { name: 'reset' }
  | { name: 'password'; me: Me; password?: string }
  | { name: 'factor'; me: Me; password?: string }
  | { name: 'membership'; me: Me }

function stepAfter(me: Me, password?: string): Step | null {
  if (me.must_change_password) return { name: 'password', me, password }
  if (me.must_set_up_totp) return { name: 'factor', me, password }
  return me.memberships.length > 1 ? { name: 'membership', me } : null
}

interface SignInPageProps {
  /** Somebody who is signed in but has still to set a password or a second factor, or to choose a role. */
  pending: Me | null
  /** With what the identity provider's way ended: `code`, or the code of a refusal. */
  sso?: string
  /** The session that was left had been begun at the identity provider. */
  leftSso?: boolean
  next?: string
  onDone: (me: Me) => void
}

/** In within ten seconds: name, password, and further questions only for those whom they concern. */
export function SignInPage({ pending, sso, leftSso = false, next = '/', onDone }: SignInPageProps) {
  const words = useWords(accountsWords)
  const common = useWords(commonWords)
  const locale = useLocale()
  const [step, setStep] = useState<Step>((pending && stepAfter(pending)) ?? (sso === 'code' ? { name: 'code' } : { name: 'credentials' }))
  const [demo, setDemo] = useState<DemoAccounts | null>(null)
  const [asked, setAsked] = useState(false)
  const [filled, setFilled] = useState({ username: '', password: '' })

  useEffect(() => {
    void loadDemoAccounts().then(setDemo)
  }, [])

  const goOn = (me: Me, password?: string) => {
    const following = stepAfter(me, password)
    if (following === null) onDone(me)
    else setStep(following)
  }
  const demoShown = step.name === 'credentials' && !asked ? demo : null
  const titles = { credentials: asked ? words.totpTitle : words.title, code: words.totpTitle, reset: words.resetTitle, password: words.passwordTitle, factor: words.factor, membership: words.chooseTitle }

  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <strong>{common.product}</strong>
        <button type="button" className={styles.language} lang={locale === 'vi' ? 'en' : 'vi'} onClick={() => setLocale(locale === 'vi' ? 'en' : 'vi')}>
          {common.frame.otherLanguage}
        </button>
      </header>
      <main className={demoShown !== null ? styles.columns : step.name === 'factor' ? styles.wide : styles.single}>
        <section className={styles.card}>
          <h1>{titles[step.name]}</h1>
          {step.name === 'credentials' && (
            <SignInWays
              filled={filled}
              reset={step.reset === true}
              refusal={sso === 'code' ? undefined : sso}
              leftSso={leftSso}
              next={next}
              asked={asked}
              onAsked={setAsked}
              onSignedIn={goOn}
              onReset={() => setStep({ name: 'reset' })}
            />
          )}
          {step.name === 'code' && <ProviderCodeForm onSignedIn={goOn} onLeave={() => setStep({ name: 'credentials' })} />}
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
          {step.name === 'factor' && (
            <>
              <p role="status">{words.factorRequired}</p>
              <Suspense fallback={<p className="secondary">{common.loading}</p>}>
                <FactorSetup password={step.password} bySso={step.me.signed_in_by === 'sso'} onDone={async () => goOn(await reloadMe())} />
              </Suspense>
            </>
          )}
          {step.name === 'membership' && <MembershipChoice me={step.me} onChosen={(me) => (me.must_set_up_totp ? goOn(me) : onDone(me))} />}
        </section>
        {demoShown !== null && <DemoAccountList demo={demoShown} onChoose={(username, password) => setFilled({ username, password })} />}
      </main>
    </div>
  )
}
