import { useQuery } from '@tanstack/react-query'
import { listCorrectionsOptions } from '@/api/@tanstack/react-query.gen'
import { AppLink } from '@/components/AppLink'
import { periodsWords } from '@/i18n/periods'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import styles from './corrections.module.css'

/** Corrections that wait for this reviewer's decision; nothing where there are none. */
export function CorrectionsWaiting() {
  const words = useWords(periodsWords)
  const page = useQuery(listCorrectionsOptions({ query: { reviewable: true, limit: 50, count: true } })).data
  const waiting = page?.items ?? []
  if (waiting.length === 0) return null
  return (
    <details className={styles.item} open>
      <summary>
        <strong>{words.waiting(page?.total ?? waiting.length)}</strong>
      </summary>
      <ul>
        {waiting.map((correction) => (
          <li key={correction.id}>
            <AppLink href={`/reports/${correction.report_id}`}>
              {correction.unit.name} · {correction.period.title}
            </AppLink>{' '}
            <span className="secondary small">{[correction.submitted_at === null ? '' : formatMoment(correction.submitted_at), correction.reason].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
