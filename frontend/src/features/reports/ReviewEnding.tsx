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
  const toReturn = useWords(askingWords).toReturn
  const cache = useQueryClient()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [done, setDone] = useState('')
  const { items: answers } = useAnswers(report)
  const mixed = answers.length > 0
  const { ok, returns, left } = tallyOf([...lines, ...answers])
  const path = { report_id: report.id }
  const after = (said: string) => {
    setAsking(null)
    setDone(said)
    void cache.invalidateQueries()
  }
  const accepting = useMutation({ ...acceptReportMutation(), onSuccess: () => after(words.accepted) })
  const returning = useMutation({ ...returnReportMutation(), onSuccess: (_, { body }) => after(body.marks === true ? words.returnedDone(returns, mixed) : review.returnedAll) })
  const reopening = useMutation({ ...reopenReportMutation(), onSuccess: () => after(review.reopened) })
  const may = (action: string) => report.allowed_actions.includes(action)
  const gathered = returns > 0 && may('return')
  const end = () => {
    if (gathered) returning.mutate({ path, body: { marks: true } })
    else if (may('accept') && (left === 0 || asking === 'accept')) accepting.mutate({ path, body: {} })
    else if (may('accept')) setAsking('accept')
  }
  useShortcuts([{ keys: 'Ctrl+Enter', label: review.finishKey, run: end }], may('accept') || may('return'))
  const close = () => setAsking(null)
  const error = accepting.error ?? returning.error ?? reopening.error
  return (
    <div className={styles.ending}>
      {error !== null && asking === null && <ErrorState error={error} />}
      {!report.open && (may('return') || may('reopen')) && <NeedsOwnEnd period={report.period.id} />}
      <div className={styles.endingRow}>
        <p role="status">{done === '' && may('mark') ? review.tally(ok, returns, left) : done}</p>
        {may('return') && returns === 0 && (
          <Button type="link" size="small" onClick={() => setAsking('return')}>
            {review.returnAll}
          </Button>
        )}
        {may('reopen') && (
          <Button size="small" onClick={() => setAsking('reopen')}>
            {words.reopen}
          </Button>
        )}
      </div>
      <div className={styles.endingRow}>
        <Button onClick={onNext}>
          {words.nextReport} <kbd>N</kbd>
        </Button>
        {(gathered || may('accept')) && <EndButton busy={accepting.isPending || returning.isPending} said={gathered ? (mixed ? toReturn(returns) : words.returnLines(returns)) : words.accept} onEnd={end} />}
      </div>
      {asking === 'accept' && <Unseen said={words.unseen(left, mixed)} error={accepting.error} onClose={close} onDo={end} />}
      {asking === 'reopen' && <WithReason title={words.reopen} label={words.reopenReason} error={reopening.error} onClose={close} onDo={(reason) => reopening.mutate({ path, body: { reason } })} />}
      {asking === 'return' && <WithReason title={review.returnAll} label={review.returnAllReason} error={returning.error} onClose={close} onDo={(reason) => returning.mutate({ path, body: { reason } })} />}
    </div>
  )
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

function EndButton({ busy, said, onEnd }: { busy: boolean; said: string; onEnd: () => void }) {
  return (
    <Button type="primary" aria-disabled={busy} onClick={() => !busy && onEnd()}>
      {said} <kbd>Ctrl ↵</kbd>
    </Button>
  )
}

interface AskingProps {
  error: unknown
  onClose: () => void
}

/** Never silently: parts that nobody looked at are named before the report is accepted. */
function Unseen({ said, error, onClose, onDo }: AskingProps & { said: string; onDo: () => void }) {
  const words = useWords(reportsWords)
  return (
    <Dialog
      title={words.accept}
      onClose={onClose}
      actions={
        <Button type="primary" onClick={onDo}>
          {words.acceptAnyway} <kbd>Ctrl ↵</kbd>
        </Button>
      }
    >
      <p>{said}</p>
      {error !== null && <ErrorState error={error} />}
    </Dialog>
  )
}

function WithReason({ title, label, error, onClose, onDo }: AskingProps & { title: string; label: string; onDo: (reason: string) => void }) {
  const words = useWords(reportsWords)
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState(false)
  const missing = reason.trim() === ''
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button
          type="primary"
          onClick={() => {
            setRefused(missing)
            if (!missing) onDo(reason)
          }}
        >
          {title}
        </Button>
      }
    >
      <TextAreaField label={label} rows={3} autoFocus value={reason} error={refused && missing ? words.reasonRequired : undefined} onChange={(event) => setReason(event.target.value)} />
      {error !== null && <ErrorState error={error} />}
    </Dialog>
  )
}
