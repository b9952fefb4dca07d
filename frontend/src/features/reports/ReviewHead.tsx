import { ChevronLeft, ClockAlert } from 'lucide-react'
import type { LineRead, ReportRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { ProgressBar } from '@/components/ProgressBar'
import { Mark, ReportStatus } from '@/components/Status'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { useAnswers } from './asking/use-answers'
import { tallyOf } from './review-marks'
import { ReportPack } from './ReportPack'
import { ReviewClaim } from './ReviewClaim'
import { SealBox } from './SealBox'
import styles from './review.module.css'

/** Whose report it is, how far the review has come, and who else is at it. */
export function ReviewHead({ report, lines }: { report: ReportRead; lines: readonly LineRead[] }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const terms = useWords(termWords)
  const all = [...lines, ...useAnswers(report).items]
  const seen = all.length - tallyOf(all).left
  return (
    <div className={styles.head}>
      <AppLink href="/review" className={styles.back}>
        <ChevronLeft size={18} aria-hidden /> {review.back}
      </AppLink>
      <div className={styles.title}>
        <h2>{words.title(report.period.title, report.unit.name)}</h2>
        {report.allowed_actions.includes('mark') && (
          <span className={styles.progress}>
            <ProgressBar done={seen} total={all.length} label={words.seen(seen, all.length)} />
            <span className="small">{words.seen(seen, all.length)}</span>
          </span>
        )}
      </div>
      <div className={styles.facts}>
        <ReportStatus state={report.state} reviewer />
        {report.late && <Mark icon={ClockAlert} colour="amber" fill>{terms.board.late}</Mark>}
        {report.submitted_at !== null && <span className="secondary">{review.sentBy(formatMoment(report.submitted_at), report.submitted_by ?? '')}</span>}
        {report.extended_to !== null && <span className="secondary">{words.extendedTo(formatMoment(report.extended_to))}</span>}
        {!report.expected && <span className="secondary">{words.unexpected(report.unit.kind)}</span>}
      </div>
      <div>
        <ReportPack report={report} lines={lines} />
      </div>
      <ReviewClaim report={report} />
      <SealBox report={report} />
      {report.blocked !== null && <p className={styles.blocked}>{report.blocked.detail}</p>}
    </div>
  )
}
