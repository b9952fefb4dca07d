import { Button } from 'antd'
import { Eye } from 'lucide-react'
import type { ReportRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { isProblem } from '@/lib/http/problem'
import { deskWords } from '@/i18n/desk'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { useMe } from '@/lib/session/access'
import { useClaim } from './use-claim'
import styles from './review-many.module.css'

/** Who else is at this report: a colleague who has it on the desk, and how far the others have come. */
export function ReviewClaim({ report }: { report: ReportRead }) {
  const words = useWords(deskWords)
  const me = useMe()
  const { other, takeOver, busy, error } = useClaim(report)
  const others = report.reviewers.filter(({ person_id }) => person_id !== me.id)
  if (other === null && others.length === 0) return null
  const at = other === null ? '' : formatMoment(other.since)
  return (
    <div className={styles.claim} role="status">
      <Eye size={16} aria-hidden />
      {other !== null && <span>{other.taken ? words.takenBy(other.name, at) : words.claimedBy(other.name, at)}</span>}
      {others.map(({ person_id, name, marked, returns }) => (
        <span key={person_id} className="secondary">
          {words.progressOf(name, marked, returns, report.answers_total > 0)}
        </span>
      ))}
      {other !== null && (
        <Button size="small" title={words.takeOverNote(other.name)} aria-disabled={busy} onClick={() => !busy && takeOver()}>
          {words.takeOver}
        </Button>
      )}
      {error !== null && !isProblem(error, 'report_claimed') && <ErrorState error={error} />}
    </div>
  )
}
