import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { CircleAlert, CircleCheck, PencilLine, Send } from 'lucide-react'
import { useEffect } from 'react'
import { getMissingOptions, getReportOptions, submitReportMutation, updateReportAnswerMutation } from '@/api/@tanstack/react-query.gen'
import type { MissingItem, MissingRead, ReportRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { LinkButton } from '@/components/LinkButton'
import { ErrorState } from '@/components/ErrorState'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { askingWords } from '@/i18n/asking'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { worseOf } from '@/lib/drafts/drafts'
import { useDrafts, useDraftSummary } from '@/lib/drafts/use-drafts'
import { formatMoment, formatPercent } from '@/lib/format'
import { answerDrafts } from './asking/answers'
import { lineDrafts } from './lines'
import { HandOverButton } from './ReportActions'
import { ReportFacts } from './ReportFacts'
import styles from './check.module.css'

const GROUPS = ['unanswered', 'differed', 'empty', 'figures', 'evidence', 'carried', 'percent_drop', 'rejected', 'expired'] as const

/** What is not yet enough, each with the way to its field and back; then the one button that sends. */
export function CheckPage({ reportId }: { reportId: string }) {
  const unsaved = worseOf(useDraftSummary(useDrafts(lineDrafts)), useDraftSummary(useDrafts(answerDrafts))).kind
  const waiting = unsaved !== 'clean' && unsaved !== 'saved'
  const report = useQuery({ ...getReportOptions({ path: { report_id: reportId } }), staleTime: 0 })
  const missing = useQuery({ ...getMissingOptions({ path: { report_id: reportId } }), staleTime: 0 })
  const { refetch: rereadReport } = report
  const { refetch: rereadMissing } = missing
  useEffect(() => {
    // a line saved since moves the report: what is sent must be what was read, or the server takes it for somebody else's
    if (!waiting) void Promise.all([rereadReport(), rereadMissing()])
  }, [waiting, rereadReport, rereadMissing])
  return (
    <QueryState query={report}>
      {(read) => (
        <QueryState query={missing}>{(found) => <Check report={read} missing={found} waiting={waiting} busy={waiting || report.isFetching} />}</QueryState>
      )}
    </QueryState>
  )
}

interface CheckProps {
  report: ReportRead
  missing: MissingRead
  /** Something typed is not on the server yet. */
  waiting: boolean
  /** The report is being read anew, so it cannot be sent yet. */
  busy: boolean
}

function Check(props: CheckProps) {
  const { report, missing } = props
  const words = useWords(reportsWords)
  const sent = report.state === 'submitted' && report.submitted_at !== null
  return (
    <div className={styles.page}>
      <PageHeader title={words.checkTitle} facts={<><strong>{report.period.title} – {report.unit.name}</strong><ReportFacts report={report} /></>} />
      {sent ? <Sent report={report} /> : <Verdict {...props} />}
      {GROUPS.map((group) => (
        <Group key={group} group={group} report={report} items={missing.items.filter((item) => item.lack === group)} />
      ))}
    </div>
  )
}

function Sent({ report }: { report: ReportRead }) {
  const words = useWords(reportsWords)
  return (
    <div className={styles.sent} role="status">
      <CircleCheck size={24} aria-hidden />
      <p>{words.submitted(formatMoment(report.submitted_at ?? ''), report.late)}</p>
      <LinkButton href={`/reports/${report.id}`}>
        {words.backToReport}
      </LinkButton>
    </div>
  )
}

/** How far the report is, and the one act that follows from it. */
function Verdict({ report, missing, waiting, busy }: CheckProps) {
  const words = useWords(reportsWords)
  const asking = useWords(askingWords)
  const cache = useQueryClient()
  const sending = useMutation({ ...submitReportMutation(), onSettled: () => void cache.invalidateQueries() })
  const complete = missing.lines === 0 && missing.answers === 0
  const may = (action: string) => report.allowed_actions.includes(action)
  const send = () => {
    if (!busy && !sending.isPending) sending.mutate({ path: { report_id: report.id } })
  }
  return (
    <section className={styles.verdict} data-complete={complete}>
      <h2>
        {complete ? <CircleCheck size={20} aria-hidden /> : <CircleAlert size={20} aria-hidden />}
        {complete ? words.checkReady : [...(missing.answers > 0 ? [asking.leftAnswers(missing.answers)] : []), ...(missing.lines > 0 ? [words.checkLeft(missing.lines)] : [])].join('; ')}
      </h2>
      {report.blocked !== null && <p className="secondary">{report.blocked.detail}</p>}
      {waiting && <p className="field__warning">{words.unsaved}</p>}
      {sending.error !== null && <ErrorState error={sending.error} />}
      <div className="row">
        {complete && may('submit') && (
          <Button type="primary" size="large" aria-disabled={busy || sending.isPending} onClick={send}>
            <Send size={18} aria-hidden /> {words.submit(report.period.title)}
          </Button>
        )}
        {may('hand_over') && <HandOverButton report={report} large />}
        <LinkButton size="large" href={`/reports/${report.id}`}>
          {words.backToReport}
        </LinkButton>
      </div>
    </section>
  )
}

function Group({ group, report, items }: { group: (typeof GROUPS)[number]; report: ReportRead; items: readonly MissingItem[] }) {
  const words = useWords(reportsWords)
  const asking = useWords(askingWords)
  if (items.length === 0) return null
  const dropOf = ({ percent: now, previous_percent: before }: MissingItem) => (group === 'percent_drop' && now !== null && before !== null ? words.drop(formatPercent(before), formatPercent(now)) : null)
  return (
    <section className={styles.group} aria-labelledby={`group-${group}`}>
      <h3 id={`group-${group}`}>
        {group === 'unanswered' ? asking.missing : group === 'differed' ? asking.differed : words.groups[group]} <span className="secondary">({items.length})</span>
      </h3>
      <ul>
        {items.map((item) => (
          <li key={item.line_id ?? item.answer_id}>
            <AppLink href={`/reports/${report.id}?${item.answer_id === null ? `line=${item.line_id ?? ''}` : `view=answers&answer=${item.answer_id}`}&from=check`}>
              <span className={styles.number}>{item.number}.</span>
              <span className={styles.title}>{item.title}</span>
              {dropOf(item) !== null && <span className="secondary">{dropOf(item)}</span>}
              <PencilLine size={16} aria-hidden />
            </AppLink>
            {item.said !== null && <p className={styles.said}>{item.said}</p>}
            {group === 'differed' && item.answer_id !== null && report.allowed_actions.includes('edit') && <LeaveBlank answerId={item.answer_id} title={item.title} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Nobody answers for the units that differed: said on purpose, and the warning goes. */
function LeaveBlank({ answerId, title }: { answerId: string; title: string }) {
  const words = useWords(askingWords)
  const cache = useQueryClient()
  const leaving = useMutation({ ...updateReportAnswerMutation(), onSettled: () => cache.invalidateQueries() })
  return (
    <div className={styles.leave}>
      <Button size="small" aria-label={words.leaveBlankOf(title)} aria-disabled={leaving.isPending} onClick={() => !leaving.isPending && leaving.mutate({ path: { answer_id: answerId }, body: { value: null } })}>
        {words.leaveBlank}
      </Button>
      {leaving.error !== null && <ErrorState error={leaving.error} />}
    </div>
  )
}
