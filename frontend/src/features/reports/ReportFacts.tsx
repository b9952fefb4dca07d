import { TriangleAlert, UserCheck } from 'lucide-react'
import type { ReportRead } from '@/api/types.gen'
import { Reminded } from '@/components/Reminded'
import { Mark, ReportStatus } from '@/components/Status'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { dayOf, formatDay, formatMoment, formatRemaining, formatTime } from '@/lib/format'
import { useToday } from '@/lib/session/access'

/** The state names who acted and what comes next. */
export function ReportFacts({ report, reviewer = false }: { report: ReportRead; reviewer?: boolean }) {
  const words = useWords(reportsWords)
  const today = useToday()
  const due = dayOf(new Date(report.due_at))
  const writing = report.state === 'draft' || report.state === 'returned'
  return (
    <>
      <ReportStatus state={report.state} reviewer={reviewer} />
      {report.expected ? (
        <span>
          <strong>{words.dueAt(formatTime(report.due_at), formatDay(due))}</strong>
          {writing && !report.late && due >= today && ` · ${formatRemaining(due, today)}`}
        </span>
      ) : (
        <span>{words.unexpected(report.unit.kind)}</span>
      )}
      {report.expected && writing && report.late && (
        <Mark icon={TriangleAlert} colour="red" fill>
          {words.lateNow}
        </Mark>
      )}
      {writing && report.handed_over_at !== null && (
        <Mark icon={UserCheck} colour="purple">
          {words.handedOver(formatMoment(report.handed_over_at))}
        </Mark>
      )}
      <Reminded subject={report.id} shown={writing} />
      {report.extended_to !== null && <span>{words.extendedTo(formatMoment(report.extended_to))}</span>}
      <Acts report={report} writing={writing} />
      <span className="secondary">{words.dataFrom(formatDay(report.period.data_from), formatDay(report.period.data_to))}</span>
    </>
  )
}

/** Who sent it when, and what became of it. */
function Acts({ report, writing }: { report: ReportRead; writing: boolean }) {
  const words = useWords(reportsWords)
  return (
    <>
      {report.submitted_at !== null && report.submitted_by !== null && !writing && (
        <span>
          {words.sentAt(formatMoment(report.submitted_at), report.submitted_by)}
          {report.expected && `, ${report.late ? words.sentLate : words.sentInTime}`}
        </span>
      )}
      {report.state === 'returned' && report.returned_at !== null && <span>{words.returnedAt(formatMoment(report.returned_at))}</span>}
      {report.accepted_at !== null && <span>{words.acceptedAt(formatMoment(report.accepted_at))}</span>}
    </>
  )
}
