import { QRCode } from 'antd'
import { useState, type SyntheticEvent } from 'react'
import { TextField } from '@/components/Field'
import { accountsWords } from '@/i18n/accounts'
import { useWords } from '@/i18n/words'
import { toProblem, type ApiProblem } from '@/lib/http/problem'
import { beginFactor, confirmFactor, type BegunFactor } from './api'
import { PasswordField } from './PasswordField'
import { RecoveryCodes } from './RecoveryCodes'
import styles from './factor.module.css'

interface FactorSetupProps {
  /** Known right after signing in; asked for otherwise. */
  password?: string
  /** Whoever came by the identity provider may leave the password out for a while. */
  bySso: boolean
  onDone: () => Promise<void> | void
}

/** Four letters at a time, as one reads them off a screen. */
const inPieces = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? secret

function useAttempt() {
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(toProblem(error))
    }
    setBusy(false)
  }
  return { problem, busy, attempt }
}

/** A second factor, from the password to the recovery codes. */
export function FactorSetup({ password: known, bySso, onDone }: FactorSetupProps) {
  const words = useWords(accountsWords)
  const [password, setPassword] = useState(known ?? '')
  const [begun, setBegun] = useState<BegunFactor | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const { problem, busy, attempt } = useAttempt()
  if (codes !== null) return <RecoveryCodes codes={codes} onKept={() => void onDone()} />
  if (begun !== null) return <Scan begun={begun} onCodes={setCodes} />
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    void attempt(async () => setBegun(await beginFactor(password)))
  }
  return (
    <form className={styles.steps} onSubmit={onSubmit} noValidate>
      <p>{words.factorWhy}</p>
      <p className="secondary">{words.factorNeeds}</p>
      {problem !== null && problem.errors.length === 0 && (
        <p role="alert" className={styles.alert}>
          {problem.detail}
        </p>
      )}
      {known === undefined && (
        <PasswordField label={words.currentPassword} hint={bySso ? words.ssoFresh : undefined} autoComplete="current-password" autoFocus value={password} onChange={setPassword} error={problem?.errorOf('current_password')} />
      )}
      <button type="submit" className="button button--primary button--large" aria-disabled={busy} autoFocus={known !== undefined}>
        {known === undefined ? words.setUpGoOn : words.setUp}
      </button>
    </form>
  )
}

function Scan({ begun, onCodes }: { begun: BegunFactor; onCodes: (codes: readonly string[]) => void }) {
  const words = useWords(accountsWords)
  const [code, setCode] = useState('')
  const { problem, busy, attempt } = useAttempt()
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (code.trim() !== '') void attempt(async () => onCodes(await confirmFactor(code)))
  }
  return (
    <form className={styles.steps} onSubmit={onSubmit} noValidate>
      <h3>{words.scan}</h3>
      <div className={styles.scan}>
        <div role="img" aria-label={words.scanPicture} className={styles.picture}>
          <QRCode value={begun.uri} size={180} bordered={false} type="svg" color="#000000" bgColor="#FFFFFF" />
        </div>
        <div className={styles.typed}>
          <p>{words.typeSecret}</p>
          <code className={styles.secret}>{inPieces(begun.secret)}</code>
          <p className="secondary small">{words.typeSecretKind}</p>
          <a href={begun.uri}>{words.openApp}</a>
        </div>
      </div>
      {problem !== null && problem.errors.length === 0 && (
        <p role="alert" className={styles.alert}>
          {problem.detail}
        </p>
      )}
      <TextField label={words.codeOfApp} large inputMode="numeric" autoComplete="one-time-code" autoFocus value={code} error={problem?.errorOf('code')} onChange={(event) => setCode(event.target.value)} />
      <button type="submit" className="button button--primary button--large" aria-disabled={busy}>
        {words.turnOn}
      </button>
    </form>
  )
}
