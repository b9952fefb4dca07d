import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { acceptReportMutation, getReportOptions, listLinesOptions, reopenReportMutation, returnReportMutation } from '@/api/@tanstack/react-query.gen'
import type { LineRead, ReportRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { EvidenceView } from '@/components/EvidenceView'
import { TextAreaField } from '@/components/Field'
import { ProgressBar } from '@/components/ProgressBar'
import { QueryState } from '@/components/QueryState'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { useShortcuts } from '@/lib/keys'
import { Comments } from './Comments'
import { useFreshLines } from './lines'
import { ReportFacts } from './ReportFacts'
import { markOf, ReviewLine, useMarking, type MarkKind } from './ReviewLine'
import { SealBox } from './SealBox'
import styles from './review.module.css'

/** One report under review: lines, evidence beside them, and the end of it. */
export function ReviewDesk({ reportId, onNext }: { reportId: string; onNext: () => void }) {
  const report = useQuery(getReportOptions({ path: { report_id: reportId } }))
  const lines = useQuery(listLinesOptions({ path: { report_id: reportId } }))
  return (
    <QueryState query={report} heights={[480]}>
      {(read) => <QueryState query={lines} heights={[480]}>{({ items }) => <Desk report={read} read={items} onNext={onNext} />}</QueryState>}
    </QueryState>
  )
}

function Desk({ report, read, onNext }: { report: ReportRead; read: readonly LineRead[]; onNext: () => void }) {
  const words = useWords(reportsWords)
  const lines = useFreshLines(read)
  const [at, setAt] = useState(() => Math.max(0, lines.findIndex((line) => markOf(line) === null)))
  const [returning, setReturning] = useState(false)
  const marking = useMarking()
  const line = lines[at]
  const lineId = line?.id ?? ''
  const seen = lines.filter((item) => markOf(item) !== null).length
  const move = (by: number) => {
    setReturning(false)
    setAt(Math.min(lines.length - 1, Math.max(0, at + by)))
  }
  useEffect(() => {
    document.getElementById(`line-${lineId}`)?.scrollIntoView({ block: 'nearest' })
  }, [lineId, returning])
  const decide = (mark: MarkKind) => {
    if (line === undefined || !line.allowed_actions.includes('mark')) return
    marking.mutate({ path: { line_id: line.id }, body: { mark } })
    move(1)
  }
  useShortcuts([
    { keys: 'ArrowDown', label: words.nextLine, run: (event) => {
        event.preventDefault()
        move(1)
      } },
    { keys: 'ArrowUp', label: words.previousLine, run: (event) => {
        event.preventDefault()
        move(-1)
      } },
    { keys: 'Digit1', label: words.ok, run: () => decide('ok') },
    { keys: 'Digit2', label: words.toReturn, run: (event) => {
        event.preventDefault()
        setReturning(line?.allowed_actions.includes('mark') === true)
      } },
    { keys: 'Digit3', label: words.later, run: () => decide('later') },
    {
      keys: 'Digit4',
      label: words.notConfirmed,
      run: () => line?.self_done === true && line.allowed_actions.includes('mark') && marking.mutate({ path: { line_id: line.id }, body: { mark: 'ok', not_confirmed: true } }),
    },
    { keys: 'KeyN', label: words.nextReport, run: onNext },
  ])
  return (
    <>
      <div style={{ overflow: 'auto' }}>
        <div className={styles.listHead}>
          <h2>{words.title(report.period.title, report.unit.name)}</h2>
          <div className="row">
            <ReportFacts report={report} reviewer />
          </div>
          <SealBox report={report} />
          {report.blocked !== null && <p>{report.blocked.detail}</p>}
          <p className="small">{words.seen(seen, lines.length)}</p>
          <ProgressBar done={seen} total={lines.length} label={words.seen(seen, lines.length)} />
          <Ending report={report} lines={lines} onNext={onNext} />
        </div>
        {lines.map((item, index) => (
          <ReviewLine
            key={item.id}
            line={item}
            current={index === at}
            returning={index === at && returning}
            onOpen={() => {
              setReturning(false)
              setAt(index)
            }}
            onReturning={setReturning}
          />
        ))}
      </div>
      <aside className={styles.aside} aria-label={words.aside}>{line !== undefined && <Proof key={line.id} line={line} />}</aside>
    </>
  )
}

function Proof({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const [chosen, setChosen] = useState(0)
  const document = line.evidence[chosen]
  return (
    <div className="stack">
      <h3>{words.documents(line.evidence.length)}</h3>
      {line.evidence.length === 0 && <p className="secondary">{words.noDocuments}</p>}
      {line.evidence.length > 1 && (
        <ul>
          {line.evidence.map((item, index) => (
            <li key={item.id}>
              <button type="button" className="button button--small button--text" aria-current={index === chosen} onClick={() => setChosen(index)}>
                {item.title}
              </button>
            </li>
          ))}
        </ul>
      )}
      {document !== undefined && (
        <>
          <p>
            <strong>{document.title}</strong>
          </p>
          <EvidenceView key={document.id} id={document.id} title={document.title} mediaType={document.media_type} />
        </>
      )}
      <h3>{words.talkCount(line.comments)}</h3>
      <Comments subject={`report_line:${line.id}`} canWrite={line.allowed_actions.includes('comment')} />
    </div>
  )
}

function Ending({ report, lines, onNext }: { report: ReportRead; lines: readonly LineRead[]; onNext: () => void }) {
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState<'accept' | 'reopen' | null>(null)
  const [reason, setReason] = useState('')
  const [done, setDone] = useState<string | null>(null)
  const path = { report_id: report.id }
  const after = (said: string) => {
    setAsking(null)
    setDone(said)
    void cache.invalidateQueries()
  }
  const returns = lines.filter((line) => markOf(line) === 'return').length
  const unseen = lines.filter((line) => markOf(line) === null).length
  const accepting = useMutation({ ...acceptReportMutation(), onSuccess: () => after(words.accepted) })
  const returning = useMutation({ ...returnReportMutation(), onSuccess: () => after(words.returnedDone(returns)) })
  const reopening = useMutation({ ...reopenReportMutation(), onSuccess: () => after('') })
  const may = (action: string) => report.allowed_actions.includes(action)
  const end = () => {
    if (returns > 0 && may('return')) returning.mutate({ path, body: { marks: true } })
    else if (may('accept')) {
      if (unseen > 0) setAsking('accept')
      else accepting.mutate({ path, body: {} })
    }
  }
  useShortcuts([{ keys: 'Ctrl+Enter', label: words.reviewTitle, run: end }], may('accept') || may('return'))
  const error = accepting.error ?? returning.error ?? reopening.error
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row">
        {may('return') && returns > 0 && (
          <button type="button" className="button button--primary" onClick={end}>
            {words.returnLines(returns)} <kbd>Ctrl ↵</kbd>
          </button>
        )}
        {may('accept') && returns === 0 && (
          <button type="button" className="button button--primary" onClick={end}>
            {words.accept} <kbd>Ctrl ↵</kbd>
          </button>
        )}
        {may('reopen') && (
          <button type="button" className="button" onClick={() => setAsking('reopen')}>
            {words.reopen}
          </button>
        )}
        <button type="button" className="button button--text" onClick={onNext}>
          {words.nextReport} <kbd>N</kbd>
        </button>
      </div>
      {done !== null && done !== '' && <p role="status">{done}</p>}
      {error !== null && <ErrorState error={error} />}
      {asking === 'accept' && (
        <Dialog
          title={words.accept}
          onClose={() => setAsking(null)}
          actions={
            <button type="button" className="button button--primary" onClick={() => accepting.mutate({ path, body: {} })}>
              {words.acceptAnyway}
            </button>
          }
        >
          <p>{words.unseen(unseen)}</p>
        </Dialog>
      )}
      {asking === 'reopen' && (
        <Dialog
          title={words.reopen}
          onClose={() => setAsking(null)}
          actions={
            <button type="button" className="button button--primary" aria-disabled={reason.trim() === ''} onClick={() => reason.trim() !== '' && reopening.mutate({ path, body: { reason } })}>
              {words.reopen}
            </button>
          }
        >
          <TextAreaField label={words.reopenReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Dialog>
      )}
    </div>
  )
}
