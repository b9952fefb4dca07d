import { Button } from 'antd'
import { useState } from 'react'
import { approveConsolidatedReport, reopenConsolidatedReport, returnConsolidatedReport, submitConsolidatedReport } from '@/api/sdk.gen'
import type { ConsolidatedRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { useSaving } from '@/components/use-saving'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { tagOf } from './blocks'

type Act = 'submit' | 'approve' | 'return' | 'reopen'
const ACTS: readonly { act: Act; primary: boolean }[] = [
  { act: 'submit', primary: true },
  { act: 'approve', primary: true },
  { act: 'return', primary: false },
  { act: 'reopen', primary: false },
]

interface ActsProps {
  report: ConsolidatedRead
  /** What is being typed is saved first: nobody submits a text that is not the one on the screen. */
  beforeSubmit?: () => Promise<unknown>
}

/** The steps that the server allows, each asked about before it is taken. */
export function Acts({ report, beforeSubmit }: ActsProps) {
  const words = useWords(consolidationWords)
  const [asking, setAsking] = useState<Act | null>(null)
  const begin = async (act: Act) => {
    if (act === 'submit') await beforeSubmit?.()
    setAsking(act)
  }
  return (
    <>
      {ACTS.filter(({ act }) => report.allowed_actions.includes(act)).map(({ act, primary }) => (
        <Button key={act} type={primary ? 'primary' : 'default'} onClick={() => void begin(act)}>
          {words[act]}
        </Button>
      ))}
      {asking !== null && <ActDialog act={asking} report={report} onClose={() => setAsking(null)} />}
    </>
  )
}

function ActDialog({ act, report, onClose }: { act: Act; report: ConsolidatedRead; onClose: () => void }) {
  const words = useWords(consolidationWords)
  const [reason, setReason] = useState('')
  const asksReason = act === 'return' || act === 'reopen'
  const taking = useSaving({
    mutationFn: () => {
      const request = { path: { consolidated_id: report.id }, headers: tagOf(report) }
      const given = { ...request, body: { reason } }
      if (act === 'return') return returnConsolidatedReport(given)
      if (act === 'reopen') return reopenConsolidatedReport(given)
      return act === 'submit' ? submitConsolidatedReport(request) : approveConsolidatedReport(request)
    },
  }, onClose)
  const ready = !asksReason || reason.trim() !== ''
  return (
    <Dialog
      title={words[act]}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={taking.isPending} onClick={() => ready && taking.mutate()}>
          {words[act]}
        </Button>
      }
    >
      <div className="stack">
        {act === 'submit' && <SubmitNotes report={report} />}
        {act === 'approve' && <p>{words.approveQuestion}</p>}
        {act === 'reopen' && <p>{words.reopenNote}</p>}
        {asksReason && <TextAreaField label={act === 'return' ? words.returnReason : words.reopenReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />}
        {taking.error !== null && <ErrorState error={taking.error} />}
      </div>
    </Dialog>
  )
}

function SubmitNotes({ report }: { report: ConsolidatedRead }) {
  const words = useWords(consolidationWords)
  const { fresh, changed } = report.moved ?? { fresh: 0, changed: 0 }
  return (
    <>
      <p>{words.submitQuestion}</p>
      {fresh + changed > 0 && <p>{words.submitMoved(words.moved(fresh, changed))}</p>}
    </>
  )
}
