import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, Copy, Printer, Send, UserCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import { carryForwardMutation, getReportOptions, handOverReportMutation, listLinesOptions } from '@/api/@tanstack/react-query.gen'
import { carryForward } from '@/api/sdk.gen'
import type { LineRead, ReportRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { SaveStatus } from '@/components/SaveStatus'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { useDrafts, useDraftSummary } from '@/lib/drafts/use-drafts'
import { formatMoment } from '@/lib/format'
import { useShortcuts } from '@/lib/keys'
import { LineAside } from './LineAside'
import { LineEditor } from './LineEditor'
import { LineList } from './LineList'
import { lineDrafts, passes, useFreshLines, type LineFilter } from './lines'
import { ReportFacts } from './ReportFacts'
import { SealBox } from './SealBox'
import styles from './editor.module.css'
import lineStyles from './line.module.css'

interface EditorPageProps {
  reportId: string
  /** The active line and the filter live in the address, so that Back and a reload find the place again. */
  lineId: string | undefined
  filter: LineFilter
  onPlace: (place: { line?: string; filter?: LineFilter }) => void
}

/** A unit's report: the lines, one of them open, and what belongs to it. */
export function EditorPage(props: EditorPageProps) {
  const report = useQuery(getReportOptions({ path: { report_id: props.reportId } }))
  const lines = useQuery(listLinesOptions({ path: { report_id: props.reportId } }))
  return (
    <QueryState query={report} heights={[40, 24, 480]}>
      {(read) => (
        <QueryState query={lines} heights={[40, 24, 480]}>
          {({ items }) => <Editor key={read.id} {...props} report={read} read={items} />}
        </QueryState>
      )}
    </QueryState>
  )
}

function Editor({ report, read, lineId, filter, onPlace }: EditorPageProps & { report: ReportRead; read: readonly LineRead[] }) {
  const words = useWords(reportsWords)
  const common = useWords(commonWords)
  const drafts = useDrafts(lineDrafts)
  const summary = useDraftSummary(drafts)
  const lines = useFreshLines(read)
  const returnedFirst = report.state === 'returned' && filter === 'all' ? lines.find((line) => line.review_state === 'returned') : undefined
  const line = lines.find(({ id }) => id === lineId) ?? returnedFirst ?? lines.find(({ complete }) => !complete) ?? lines[0]
  const shown = useMemo(() => lines.filter((item) => passes(item, filter)), [lines, filter])
  const at = shown.findIndex(({ id }) => id === line?.id)
  const left = lines.filter(({ complete }) => !complete).length
  const editable = report.allowed_actions.includes('edit')

  const open = (next: LineRead | undefined) => {
    if (next !== undefined) onPlace({ line: next.id, filter })
  }
  const finish = () => {
    if (line === undefined) return
    void drafts.flush(line.id)
    const after = [...lines.slice(lines.indexOf(line) + 1), ...lines]
    open(after.find((item) => !item.complete && item.id !== line.id) ?? lines[lines.indexOf(line) + 1])
  }
  useShortcuts([
    { keys: 'Alt+ArrowUp', label: common.keys.previous, run: () => open(shown[at - 1]) },
    { keys: 'Alt+ArrowDown', label: common.keys.next, run: () => open(shown[at + 1]) },
    { keys: 'Ctrl+Enter', label: common.keys.finish, run: finish },
    { keys: 'Ctrl+KeyS', label: common.keys.save, run: (event) => {
        event.preventDefault()
        void drafts.flushAll()
      } },
  ])
  return (
    <>
      <PageHeader
        title={words.title(report.period.title, report.unit.name)}
        facts={<ReportFacts report={report} />}
        actions={
          <>
            <SaveStatus status={summary} />
            <Actions report={report} />
          </>
        }
      />
      {report.blocked !== null && report.state !== 'submitted' && <p className="secondary">{report.blocked.detail}</p>}
      {report.return_reason !== null && report.state === 'returned' && <p className={lineStyles.returned}>{report.return_reason}</p>}
      <SealBox report={report} />
      <div className={styles.panes} data-shows={lineId === undefined ? 'list' : 'line'}>
        <LineList lines={lines} current={line?.id} filter={filter} onFilter={(next) => onPlace({ filter: next })} onOpen={open} />
        {line !== undefined && (
          <div className={styles.line}>
            <div className={styles.phoneBack}>
              <button type="button" className="button button--text" onClick={() => onPlace({ filter })}>
                <ChevronLeft size={18} aria-hidden /> {words.back}
              </button>
              <span>{words.lineOf(line.number, lines.length)}</span>
            </div>
            <div className={styles.lineNav}>
              <span className="secondary">{words.lineOf(line.number, lines.length)}</span>
              <span className="row">
                <button type="button" className="icon-button" aria-label={words.previousLine} aria-disabled={at <= 0} onClick={() => open(shown[at - 1])}>
                  <ChevronLeft size={18} aria-hidden />
                </button>
                <button type="button" className="icon-button" aria-label={words.nextLine} aria-disabled={at >= shown.length - 1} onClick={() => open(shown[at + 1])}>
                  <ChevronRight size={18} aria-hidden />
                </button>
              </span>
            </div>
            <LineEditor key={line.id} line={line} drafts={drafts} />
            {editable && (
              <div className={styles.lineFoot}>
                <span className="secondary">{left === 0 ? words.allDone : words.left(left)}</span>
                <button type="button" className="button button--primary button--large" onClick={finish}>
                  {words.finish} <kbd>Ctrl ↵</kbd>
                </button>
              </div>
            )}
          </div>
        )}
        {line !== undefined && (
          <aside className={styles.aside} aria-label={words.aside}>
            <LineAside line={line} />
          </aside>
        )}
      </div>
    </>
  )
}

function Actions({ report }: { report: ReportRead }) {
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState<number | null>(null)
  const may = (action: string) => report.allowed_actions.includes(action)
  const path = { report_id: report.id }
  const reread = () => void cache.invalidateQueries()
  const carrying = useMutation({ ...carryForwardMutation(), onSuccess: () => {
      setAsking(null)
      reread()
    } })
  const handing = useMutation({ ...handOverReportMutation(), onSuccess: reread })
  const ask = async () => setAsking((await carryForward({ path, query: { dry_run: true }, body: {} })).data.lines)
  return (
    <>
      {may('carry_forward') && (
        <button type="button" className="button" onClick={() => void ask()}>
          <Copy size={16} aria-hidden /> {words.carryForward}
        </button>
      )}
      {may('hand_over') && (
        <button type="button" className="button" onClick={() => handing.mutate({ path })} title={report.handed_over_at === null ? undefined : words.handedOver(formatMoment(report.handed_over_at))}>
          <UserCheck size={16} aria-hidden /> {report.handed_over_at === null ? words.handOver : words.handedOver(formatMoment(report.handed_over_at))}
        </button>
      )}
      {may('submit') && (
        <AppLink className="button button--primary" href={`/reports/${report.id}/check`}>
          <Send size={16} aria-hidden /> {words.check}
        </AppLink>
      )}
      <AppLink className="button" href={`/reports/${report.id}/print`}>
        <Printer size={16} aria-hidden /> {words.print}
      </AppLink>
      {handing.error !== null && <ErrorState error={handing.error} />}
      {asking !== null && (
        <Dialog
          title={words.carryForward}
          onClose={() => setAsking(null)}
          actions={
            asking > 0 && (
              <button type="button" className="button button--primary" onClick={() => carrying.mutate({ path, body: {} })}>
                {words.carryDo}
              </button>
            )
          }
        >
          <p>{asking === 0 ? words.carryNothing : words.carryQuestion(asking)}</p>
          {asking > 0 && <p className="secondary">{words.carryNote}</p>}
          {carrying.error !== null && <ErrorState error={carrying.error} />}
        </Dialog>
      )}
    </>
  )
}
