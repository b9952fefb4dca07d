import { useState } from 'react'
import { toProblem } from '@/lib/http/problem'
import { finishWithCode } from '@/lib/session/session'
import type { Me } from '@/lib/session/state'
import { CodeForm } from './CodeForm'
import styles from './accounts.module.css'

/** Back from the identity provider, with a second factor of our own still to show. */
export function ProviderCodeForm({ onSignedIn, onLeave }: { onSignedIn: (me: Me) => void; onLeave: () => void }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (code: string) => {
    setBusy(true)
    setProblem(null)
    try {
      onSignedIn(await finishWithCode(code))
    } catch (error) {
      setProblem(toProblem(error).detail)
      setBusy(false)
    }
  }
  return (
    <>
      {problem !== null && (
        <p role="alert" className={styles.alert}>
          {problem}
        </p>
      )}
      <CodeForm busy={busy} onCode={(code) => void send(code)} onLeave={onLeave} />
    </>
  )
}
