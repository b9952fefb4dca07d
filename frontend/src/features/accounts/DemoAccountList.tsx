import { useDeferredValue, useState } from 'react'
import { TextField } from '@/components/Field'
import { accountsWords } from '@/i18n/accounts'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format/numbers'
import { matches } from '@/lib/search'
import type { DemoAccounts } from './api'
import styles from './accounts.module.css'

interface DemoAccountListProps {
  demo: DemoAccounts
  onChoose: (username: string, password: string) => void
}

/** Who there is to try the product as. Exists only in demonstration mode. */
export function DemoAccountList({ demo, onChoose }: DemoAccountListProps) {
  const words = useWords(accountsWords)
  const terms = useWords(termWords)
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query)
  const roleOf = (role: string) => (terms.role as Record<string, string | undefined>)[role] ?? ''
  const shown = demo.accounts.filter((account) => matches(`${account.username} ${account.full_name} ${account.unit_name} ${roleOf(account.role)}`, wanted))
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{words.demoTitle}</h2>
      <p className="secondary small">{words.demoIntro(demo.password)}</p>
      <TextField label={words.demoSearch} type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      <ul className={styles.accounts} tabIndex={0} aria-labelledby="demo-title">
        {shown.map((account) => (
          <li key={`${account.username} ${account.role} ${account.unit_name}`}>
            <button type="button" onClick={() => onChoose(account.username, demo.password)}>
              <strong>{account.username}</strong>
              <span>
                {account.full_name} · {roleOf(account.role)} · {account.unit_name}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="secondary small" role="status">
        {words.demoCount(formatNumber(shown.length), formatNumber(demo.accounts.length))}
      </p>
    </section>
  )
}
