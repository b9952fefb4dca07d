import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, Send } from 'lucide-react'
import { getMissingOptions, getReportOptions, submitReportMutation } from '@/api/@tanstack/react-query.gen'
import type { MissingRead, ReportRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { ErrorState } from '@/components/ErrorState'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { useDrafts, useDraftSummary } from '@/lib/drafts/use-drafts'
import { formatMoment, formatPercent } from '@/lib/format'
import { lineDrafts } from './lines'
import { ReportFacts } from './ReportFacts'

const GROUPS = ['empty', 'evidence', 'carried', 'percent_drop'] as const

/** What is not yet enough, each with the way to its field; then the one button that sends. */
export function CheckPage({ reportId }: { reportId: string }) {
  const report = useQuery(getReportOptions({ path: { report_id: reportId } }))
  const missing = useQuery({ ...getMissingOptions({ path: { report_id: reportId } }), staleTime: 0 })
  return (
    <QueryState query={report}>
      {(read) => (
        <QueryState query={missing}>{(found) => <Check report={read} missing={found} />}</QueryState>
      )}
    </QueryState>
  )
}

function Check({ report, missing }: { report: ReportRead; missing: MissingRead }) {
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const unsaved = useDraftSummary(useDrafts(lineDrafts)).kind
  const sending = useMutation({ ...submitReportMutation(), onSuccess: () => void cache.invalidateQueries() })
  const ready = missing.lines === 0 && report.allowed_actions.includes('submit')
  const waiting = unsaved !== 'clean' && unsaved !== 'saved'
  const sent = report.state === 'submitted' && report.submitted_at !== null
  return (
    <div className="stack" style={{ maxWidth: 880 }}>
      <PageHeader title={words.checkTitle} facts={<ReportFacts report={report} />} />
      {sent ? (
        <p className="panel row" role="status">
          <CircleCheck size={20} color="var(--color-success)" aria-hidden />
          {words.submitted(formatMoment(report.submitted_at ?? ''), report.late)}
        </p>
      ) : (
        <h2>{missing.lines === 0 ? words.checkReady : words.checkLeft(missing.lines)}</h2>
      )}
      {GROUPS.map((group) => (
        <Group key={group} group={group} report={report} missing={missing} />
      ))}
      {!sent && report.blocked !== null && <p className="secondary">{report.blocked.detail}</p>}
      {waiting && <p className="field__warning">{words.unsaved}</p>}
      {sending.error !== null && <ErrorState error={sending.error} />}
      <div className="row">
        {ready && (
          <button type="button" className="button button--primary button--large" aria-disabled={waiting || sending.isPending} onClick={() => !waiting && sending.mutate({ path: { report_id: report.id } })}>
            <Send size={18} aria-hidden /> {words.submit(report.period.title)}
          </button>
        )}
        <AppLink className="button button--large" href={`/reports/${report.id}`}>
          {words.backToReport}
        </AppLink>
      </div>
    </div>
  )
}

function Group({ group, report, missing }: { group: (typeof GROUPS)[number]; report: ReportRead; missing: MissingRead }) {
  const words = useWords(reportsWords)
  const items = missing.items.filter((item) => item.lack === group)
  if (items.length === 0) return null
  return (
    <section className="panel stack" style={{ gap: 4 }}>
      <h3>
        {words.groups[group]} ({items.length})
      </h3>
      <ul>
        {items.map((item) => (
          <li key={item.line_id}>
            <AppLink href={`/reports/${report.id}?line=${item.line_id}`}>
              {item.number}. {item.title}
            </AppLink>{' '}
            {group === 'percent_drop' && item.percent !== null && item.previous_percent !== null && (
              <span className="secondary">{words.drop(formatPercent(item.previous_percent), formatPercent(item.percent))}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
