import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { acceptReportMutation, reopenReportMutation, returnReportMutation } from '@/api/@tanstack/react-query.gen'
import type { LineRead, ReportRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { askingWords } from '@/i18n/asking'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { useShortcuts } from '@/lib/keys'
import { useAnswers } from './asking/use-answers'
import { tallyOf } from './review-marks'
import styles from './review.module.css'

interface EndingProps {
  report: ReportRead
  lines: readonly LineRead[]
  onNext: () => void
}

type Asking = 'accept' | 'reopen' | 'return'

/** The end of a review, always in sight: what the marks add up to, and the one act that follows from them. */
export function ReviewEnding({ report, lines, onNext }: EndingProps) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const ending = useEnding(report, lines)
  const { asking, ask, may, tally, errorBeside } = ending
  return (
    <div className={styles.ending}>
      {errorBeside !== null && <ErrorState error={errorBeside} />}
      {!report.open && (may('return') || may('reopen')) && <NeedsOwnEnd period={report.period.id} />}
      <div className={styles.endingRow}>
        <p role="status">{ending.done === '' && may('mark') ? review.tally(tally.ok, tally.returns, tally.left) : ending.done}</p>
        {may('return') && tally.returns === 0 && (
          <Button type="link" size="small" onClick={() => ask('return')}>
            {review.returnAll}
          </Button>
        )}
        {may('reopen') && (
          <Button size="small" onClick={() => ask('reopen')}>
            {words.reopen}
          </Button>
        )}
      </div>
      <div className={styles.endingRow}>
        <Button onClick={onNext}>
          {words.nextReport} <kbd>N</kbd>
        </Button>
        {ending.act !== null && <EndButton busy={ending.busy} said={ending.act} onEnd={ending.end} />}
      </div>
      {asking !== null && <Asked asking={asking} ending={ending} />}
    </div>
  )
}

/** What of a report's end may be done by this reader now, what it is called, and what became of it. */
function useEnding(report: ReportRead, lines: readonly LineRead[]) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const toReturn = useWords(askingWords).toReturn
  const cache = useQueryClient()
  const [asking, ask] = useState<Asking | null>(null)
  const [done, setDone] = useState('')
  const { items: answers } = useAnswers(report)
  const mixed = answers.length > 0
  const tally = tallyOf([...lines, ...answers])
  const path = { report_id: report.id }
  const after = (said: string) => {
    ask(null)
    setDone(said)
    void cache.invalidateQueries()
  }
  const accepting = useMutation({
    ...acceptReportMutation(),
    onSuccess: () => after(words.accepted),
  })
  const returning = useMutation({
    ...returnReportMutation(),
    onSuccess: (_, { body }) => after(body.marks === true ? words.returnedDone(tally.returns, mixed) : review.returnedAll),
  })
  const reopening = useMutation({
    ...reopenReportMutation(),
    onSuccess: () => after(review.reopened),
  })
  const may = (action: string) => report.allowed_actions.includes(action)
  const gathered = tally.returns > 0 && may('return')
  const busy = accepting.isPending || returning.isPending || reopening.isPending
  const end = () => {
    if (busy) return
    if (gathered) returning.mutate({ path, body: { marks: true } })
    else if (may('accept') && (tally.left === 0 || asking === 'accept')) accepting.mutate({ path, body: {} })
    else if (may('accept')) ask('accept')
  }
  const returned = mixed ? toReturn(tally.returns) : words.returnLines(tally.returns)
  const accept = may('accept') ? words.accept : null
  return {
    ...{ asking, ask, done, mixed, tally, may, end },
    act: gathered ? returned : accept,
    busy,
    errorBeside: asking === null ? (accepting.error ?? returning.error ?? reopening.error) : null,
    errors: {
      accept: accepting.error,
      return: returning.error,
      reopen: reopening.error,
    },
    returnAll: (reason: string) => !busy && returning.mutate({ path, body: { reason } }),
    reopen: (reason: string) => !busy && reopening.mutate({ path, body: { reason } }),
  }
}

/** What is asked before the report ends: whether to accept with parts unseen, or for the reason of what undoes work. */
function Asked({ asking, ending }: { asking: Asking; ending: ReturnType<typeof useEnding> }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const beside = {
    busy: ending.busy,
    error: ending.errors[asking],
    onClose: () => ending.ask(null),
  }
  if (asking === 'accept') return <Unseen said={words.unseen(ending.tally.left, ending.mixed)} onDo={ending.end} {...beside} />
  if (asking === 'reopen') return <WithReason title={words.reopen} label={words.reopenReason} onDo={ending.reopen} {...beside} />
  return <WithReason title={review.returnAll} label={review.returnAllReason} onDo={ending.returnAll} {...beside} />
}

/** Of a closed period: what goes back cannot be mended until somebody gives the unit its own end, so whoever sends it back must know. */
function NeedsOwnEnd({ period }: { period: string }) {
  const review = useWords(reviewWords)
  return (
    <p className="small">
      {review.needsOwnEnd} <AppLink href={`/periods?period=${period}`}>{review.toPeriod}</AppLink>
    </p>
  )
}

/** By its key as well: in a dialog the key is the dialog's, and rests with it. */
function EndButton({ busy, said, onEnd }: { busy: boolean; said: string; onEnd: () => void }) {
  const { finishKey } = useWords(reviewWords)
  const end = () => !busy && onEnd()
  useShortcuts([{ keys: 'Ctrl+Enter', label: finishKey, run: end }])
  return (
    <Button type="primary" aria-disabled={busy} onClick={end}>
      {said} <kbd>Ctrl ↵</kbd>
    </Button>
  )
}

interface AskingProps {
  busy: boolean
  error: unknown
  onClose: () => void
}

/** Never silently: parts that nobody looked at are named before the report is accepted. */
function Unseen({ said, busy, error, onClose, onDo }: AskingProps & { said: string; onDo: () => void }) {
  const words = useWords(reportsWords)
  return (
    <Dialog title={words.accept} onClose={onClose} actions={<EndButton busy={busy} said={words.acceptAnyway} onEnd={onDo} />}>
      <p>{said}</p>
      {error !== null && <ErrorState error={error} />}
    </Dialog>
  )
}

function WithReason({ title, label, busy, error, onClose, onDo }: AskingProps & { title: string; label: string; onDo: (reason: string) => void }) {
  const words = useWords(reportsWords)
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState(false)
  const missing = reason.trim() === ''
  const end = () => {
    setRefused(missing)
    if (!missing) onDo(reason)
  }
  return (
    <Dialog title={title} onClose={onClose} actions={<EndButton busy={busy} said={title} onEnd={end} />}>
      <TextAreaField label={label} rows={3} autoFocus value={reason} error={refused && missing ? words.reasonRequired : undefined} onChange={(event) => setReason(event.target.value)} />
      {error !== null && <ErrorState error={error} />}
    </Dialog>
  )
}
