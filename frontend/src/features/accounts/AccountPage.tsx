import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { endSessionMutation, getSignInOptionsOptions, getTotpOptions, listIdentitiesOptions, listSessionsOptions, unlinkIdentityMutation } from '@/api/@tanstack/react-query.gen'
import { ErrorState } from '@/components/ErrorState'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { accountsWords } from '@/i18n/accounts'
import { adminWords } from '@/i18n/admin'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { useMe } from '@/lib/session/access'
import { FactorSection } from './FactorSection'
import { NewPasswordForm } from './NewPasswordForm'
import styles from './factor.module.css'

/** What concerns the own account alone: how one signs in, and where one is signed in. */
export function AccountPage() {
  const words = useWords(accountsWords)
  const me = useMe()
  const factor = useQuery(getTotpOptions())
  return (
    <>
      <PageHeader title={words.myAccount} facts={`${me.full_name} · ${me.username}${me.email === null ? '' : ` · ${me.email}`}`} />
      <div className="stack">
        <section className={styles.section}>
          <h2>{words.factor}</h2>
          <QueryState query={factor} heights={[24, 32]}>
            {(state) => <FactorSection state={state} />}
          </QueryState>
        </section>
        <section className={styles.section}>
          <h2>{words.myPassword}</h2>
          <OwnPassword least={factor.data?.least_password} />
        </section>
        <Identities />
        <OwnSessions />
      </div>
    </>
  )
}

function OwnPassword({ least }: { least: number | undefined }) {
  const words = useWords(accountsWords)
  const cache = useQueryClient()
  const [step, setStep] = useState<'closed' | 'open' | 'done'>('closed')
  if (step === 'open') {
    return (
      <NewPasswordForm
        least={least}
        onChanged={() => {
          setStep('done')
          void cache.invalidateQueries()
        }}
      />
    )
  }
  return (
    <>
      {step === 'done' && <p role="status">{words.passwordDone}</p>}
      <div>
        <Button onClick={() => setStep('open')}>{words.changePassword}</Button>
      </div>
    </>
  )
}

function Identities() {
  const words = useWords(accountsWords)
  const options = listIdentitiesOptions()
  const query = useQuery(options)
  const ways = useQuery(getSignInOptionsOptions())
  const cache = useQueryClient()
  const unlinking = useMutation({ ...unlinkIdentityMutation(), onSuccess: () => void cache.invalidateQueries({ queryKey: options.queryKey }) })
  // of a button that there is not nobody needs to know
  if (query.data?.items.length === 0 && !ways.data?.sso) return null
  return (
    <section className={styles.section}>
      <h2>{words.identities}</h2>
      <QueryState query={query} heights={[24]}>
        {({ items }) => (
          <ul className="stack stack--close">
            {items.length === 0 && <li className="secondary">{words.identitiesNone}</li>}
            {items.map((link) => (
              <li key={link.id} className={styles.entry}>
                <span>
                  {link.name}, {new URL(link.issuer).host} <span className="secondary small">{words.identityUsed(formatMoment(link.linked_at), formatMoment(link.last_used_at))}</span>
                </span>
                <Button size="small" onClick={() => unlinking.mutate({ path: { identity_id: link.id } })}>
                  {words.unlink}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      {unlinking.error !== null && <ErrorState error={unlinking.error} />}
    </section>
  )
}

function OwnSessions() {
  const words = useWords(accountsWords)
  const admin = useWords(adminWords)
  const options = listSessionsOptions()
  const query = useQuery(options)
  const cache = useQueryClient()
  const ending = useMutation({ ...endSessionMutation(), onSuccess: () => void cache.invalidateQueries({ queryKey: options.queryKey }) })
  return (
    <section className={styles.section}>
      <h2>{admin.sessions}</h2>
      <QueryState query={query} heights={[24]}>
        {({ items }) => (
          <ul className="stack stack--close">
            {items.map((session) => (
              <li key={session.id} className={styles.entry}>
                <span>
                  {session.client_id === 'papi-spa' ? admin.browser : admin.script}
                  {session.address !== null && `, ${session.address}`} <span className="secondary small">{session.current ? words.thisSession : admin.sessionUsed(formatMoment(session.last_used_at))}</span>
                </span>
                {!session.current && (
                  <Button size="small" onClick={() => ending.mutate({ path: { session_id: session.id } })}>
                    {admin.endSession}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      {ending.error !== null && <ErrorState error={ending.error} />}
    </section>
  )
}
