import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { changeReportsMutation } from '@/api/@tanstack/react-query.gen'
import type { ItemOutcome, ReasonCode, ReportRow } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { deskWords } from '@/i18n/desk'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { versionOf } from './review-queue'
import styles from './review-many.module.css'

type Act = 'accept' | 'return'

/** The chosen reports end in one act; each stands or falls alone, and what became of each is said. */
export function ReviewMany({ rows: chosen, onClear }: { rows: readonly ReportRow[]; onClear: () => void }) {
  const words = useWords(deskWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState<Act | null>(null)
  // what is asked about does not change under the question; the server refuses what has changed meanwhile
  const [asked, setAsked] = useState(chosen)
  const rows = asking === null ? chosen : asked
  const ask = (act: Act) => {
    setAsked(chosen)
    setAsking(act)
  }
  // the rows leave the queue as they are ended: whose outcome is told is kept from before
  const [told, setTold] = useState<{ rows: readonly ReportRow[]; outcomes: ItemOutcome[] } | null>(null)
  const sending = useMutation({
    ...changeReportsMutation(),
    onSuccess: ({ items }) => {
      setAsking(null)
      setTold({ rows, outcomes: items })
      onClear()
      void cache.invalidateQueries()
    },
  })
  const send = (action: Act, said: { reason_code?: ReasonCode; reason?: string } = {}) =>
    sending.mutate({ body: { action, items: rows.map((row) => ({ id: row.id, version: versionOf(row), ...said })) } })
  const close = () => setAsking(null)
  return (
    <>
      {rows.length > 0 && (
        <div className={styles.bar} role="group" aria-label={words.chooseMany}>
          <strong>{words.chosen(rows.length)}</strong>
          <Button size="small" type="primary" onClick={() => ask('accept')}>
            {words.acceptMany}
          </Button>
          <Button size="small" onClick={() => ask('return')}>
            {words.returnMany}
          </Button>
          <Button size="small" type="link" onClick={onClear}>
            {words.clear}
          </Button>
        </div>
      )}
      {asking === 'accept' && <Accepting rows={rows} error={sending.error} onClose={close} onDo={() => send('accept')} />}
      {asking === 'return' && <Returning rows={rows} error={sending.error} onClose={close} onDo={(reason_code, reason) => send('return', { reason_code, reason })} />}
      {told !== null && <Outcomes {...told} onClose={() => setTold(null)} />}
    </>
  )
}

interface AskingProps {
  rows: readonly ReportRow[]
  error: unknown
  onClose: () => void
}

function Accepting({ rows, error, onClose, onDo }: AskingProps & { onDo: () => void }) {
  const words = useWords(deskWords)
  const left = rows.reduce((sum, row) => sum + row.lines_total + row.answers_total - row.marks_ok - row.marks_return, 0)
  const marked = rows.filter(({ marks_return }) => marks_return > 0)
  return (
    <Dialog title={words.acceptManyTitle(rows.length)} onClose={onClose} actions={<Button type="primary" onClick={onDo}>{words.acceptManyTitle(rows.length)}</Button>}>
      <p>{words.acceptManyNote(left)}</p>
      {marked.map((row) => (
        <p key={row.id}>{words.markedToReturn(row.unit.name, row.marks_return)}</p>
      ))}
      {error !== null && <ErrorState error={error} />}
    </Dialog>
  )
}

function Returning({ rows, error, onClose, onDo }: AskingProps & { onDo: (code: ReasonCode, reason: string) => void }) {
  const words = useWords(deskWords)
  const reports = useWords(reportsWords)
  const terms = useWords(termWords)
  const [code, setCode] = useState<ReasonCode>('not_enough_detail')
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState(false)
  const missing = reason.trim() === ''
  const options = Object.entries(terms.reason).map(([value, label]) => ({ value: value as ReasonCode, label }))
  return (
    <Dialog
      title={words.returnManyTitle(rows.length)}
      onClose={onClose}
      actions={
        <Button
          type="primary"
          onClick={() => {
            setRefused(missing)
            if (!missing) onDo(code, reason)
          }}
        >
          {words.returnManyTitle(rows.length)}
        </Button>
      }
    >
      <div className="stack">
        <FilterSelect<ReasonCode> label={words.reasonKind} value={code} options={options} onChange={(chosen) => chosen !== undefined && setCode(chosen)} />
        <TextAreaField label={words.reasonMany} rows={3} value={reason} error={refused && missing ? reports.reasonRequired : undefined} onChange={(event) => setReason(event.target.value)} />
        {error !== null && <ErrorState error={error} />}
      </div>
    </Dialog>
  )
}

function Outcomes({ rows, outcomes, onClose }: { rows: readonly ReportRow[]; outcomes: readonly ItemOutcome[]; onClose: () => void }) {
  const words = useWords(deskWords)
  return (
    <Dialog title={words.outcomes} onClose={onClose} width={640} ownWayOut actions={<Button type="primary" onClick={onClose}>{words.close}</Button>}>
      <ul className={styles.outcomes}>
        {outcomes.map(({ id, detail }) => (
          <li key={id}>
            <strong>{rows.find((row) => row.id === id)?.unit.name}</strong>
            <span>{detail ?? words.outcomeDone}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
