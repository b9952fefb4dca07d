import type { UseQueryResult } from '@tanstack/react-query'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { QueryState } from './QueryState'
import styles from './bits.module.css'

export interface Happening {
  id: string
  at: string
  person: string
  role: string | null
  unit: string | null
  subject: string
  text: string
  reason: string | null
  changes: readonly { label: string; before: string; after: string }[]
}

/** What happened, in words: who, in which role, did what, and what it changed. */
export function Timeline({ items, subjects = false }: { items: readonly Happening[]; subjects?: boolean }) {
  const terms = useWords(termWords)
  const roleOf = (role: string | null) => (role === 'api_client' ? terms.machineRole : role !== null && role in terms.role ? terms.role[role as keyof typeof terms.role] : '')
  return (
    <ol className={styles.timeline}>
      {items.map((item) => (
        <li key={item.id}>
          <p className="secondary small">
            {formatMoment(item.at)} · {item.person}
            {item.role !== null && ` · ${roleOf(item.role)}`}
            {item.unit !== null && `, ${item.unit}`}
          </p>
          {subjects && <p className={styles.subject}>{item.subject}</p>}
          <p>{item.text.charAt(0).toUpperCase() + item.text.slice(1)}</p>
          {item.changes.map((change) => (
            <p key={change.label} className="small">
              {change.label}: <span className="secondary">{change.before}</span> → {change.after}
            </p>
          ))}
          {item.reason !== null && <p className="small">“{item.reason}”</p>}
        </li>
      ))}
    </ol>
  )
}

interface SectionProps {
  title: string
  query: UseQueryResult<{ items: readonly Happening[] }, unknown>
}

/** The same as a part of a page, under its heading. */
export function TimelineSection({ title, query }: SectionProps) {
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h2>{title}</h2>
      <QueryState query={query} heights={[24, 24]}>
        {({ items }) => <Timeline items={items} />}
      </QueryState>
    </section>
  )
}
