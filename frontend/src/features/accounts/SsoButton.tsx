import { useState } from 'react'
import { accountsWords } from '@/i18n/accounts'
import { useLocale } from '@/i18n/locale'
import { useWords } from '@/i18n/words'
import { toProblem } from '@/lib/http/problem'
import { page } from '@/lib/session/session'
import { beginSso, type SsoOption } from './api'
import styles from './accounts.module.css'

/** Leads to the identity provider; the browser comes back to `next`. */
export function SsoButton({ option, next }: { option: SsoOption; next: string }) {
  const words = useWords(accountsWords)
  const locale = useLocale()
  const [going, setGoing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const go = async () => {
    setGoing(true)
    setProblem(null)
    try {
      page.restart(await beginSso(next))
    } catch (error) {
      setProblem(toProblem(error).detail)
      setGoing(false)
    }
  }
  return (
    <>
      {problem !== null && (
        <p role="alert" className={styles.alert}>
          {problem}
        </p>
      )}
      <button type="button" className="button button--large button--block" aria-disabled={going} onClick={() => !going && void go()}>
        {going ? words.ssoGoing : locale === 'vi' ? option.label : option.label_en}
      </button>
    </>
  )
}
