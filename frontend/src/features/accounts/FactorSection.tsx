import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ShieldCheck, ShieldOff } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import type { SecondFactorRead } from '@/api/types.gen'
import { TextField } from '@/components/Field'
import { Mark } from '@/components/Status'
import { accountsWords } from '@/i18n/accounts'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { toProblem, type ApiProblem } from '@/lib/http/problem'
import { useMe } from '@/lib/session/access'
import { newRecoveryCodes, removeFactor } from './api'
import { FactorSetup } from './FactorSetup'
import { PasswordField } from './PasswordField'
import { RecoveryCodes } from './RecoveryCodes'
import styles from './factor.module.css'

type Step = { name: 'shown' } | { name: 'setting' } | { name: 'renewing' } | { name: 'leaving' } | { name: 'codes'; codes: readonly string[] }

/** The own second factor: set up, codes made anew, taken off. */
export function FactorSection({ state }: { state: SecondFactorRead }) {
  const words = useWords(accountsWords)
  const me = useMe()
  const cache = useQueryClient()
  const [step, setStep] = useState<Step>({ name: 'shown' })
  const back = () => {
    setStep({ name: 'shown' })
    void cache.invalidateQueries()
  }
  if (step.name === 'setting') return <FactorSetup bySso={me.signed_in_by === 'sso'} onDone={back} />
  if (step.name === 'codes') return <RecoveryCodes codes={step.codes} onKept={back} />
  if (step.name === 'renewing') {
    return <Proof action={words.newCodes} onProved={async (password, code) => setStep({ name: 'codes', codes: await newRecoveryCodes(password, code) })} onCancel={back} />
  }
  if (step.name === 'leaving') {
    const leave = async (password: string, code: string) => {
      await removeFactor(password, code)
      back()
    }
    return <Proof action={words.turnOff} onProved={leave} onCancel={back} />
  }
  if (!state.active) {
    return (
      <>
        <div>
          <Mark icon={ShieldOff} colour="grey">
            {words.factorOff}
          </Mark>
        </div>
        <p className="secondary">{words.factorWhy}</p>
        <div>
          <Button type="primary" onClick={() => setStep({ name: 'setting' })}>
            {words.setUp}
          </Button>
        </div>
      </>
    )
  }
  return (
    <>
      <div>
        <Mark icon={ShieldCheck} colour="green">
          {words.factorOn(state.since === null ? '' : formatMoment(state.since))}
        </Mark>
      </div>
      <p>
        {words.codesLeft(state.recovery_codes_left)} {state.required && words.factorMust}
      </p>
      <div className="row">
        <Button onClick={() => setStep({ name: 'renewing' })}>{words.newCodes}</Button>
        {!state.required && <Button onClick={() => setStep({ name: 'leaving' })}>{words.turnOff}</Button>}
      </div>
    </>
  )
}

interface ProofProps {
  action: string
  onProved: (password: string, code: string) => Promise<void>
  onCancel: () => void
}

/** Password and code once more, because of what comes next. */
function Proof({ action, onProved, onCancel }: ProofProps) {
  const words = useWords(accountsWords)
  const me = useMe()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await onProved(password, code)
    } catch (error) {
      setProblem(toProblem(error))
      setBusy(false)
    }
  }
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!busy) void submit()
  }
  return (
    <form className={styles.steps} onSubmit={onSubmit} noValidate>
      {problem !== null && problem.errors.length === 0 && (
        <p role="alert" className={styles.alert}>
          {problem.detail}
        </p>
      )}
      <PasswordField label={words.currentPassword} hint={me.signed_in_by === 'sso' ? words.ssoFresh : undefined} autoComplete="current-password" autoFocus value={password} onChange={setPassword} error={problem?.errorOf('current_password')} />
      <TextField label={words.codeOrRecovery} large autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} value={code} error={problem?.errorOf('code')} onChange={(event) => setCode(event.target.value)} />
      <div className="row">
        <Button type="primary" htmlType="submit" aria-disabled={busy}>
          {action}
        </Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}
