import { useState } from 'react'
import { closeFinding, returnFinding, verifyFinding } from '@/api/sdk.gen'
import type { FindingRead } from '@/api/types.gen'
import { ActDialog, useAct } from '@/components/acting'
import { DayField } from '@/components/DayField'
import { TextAreaField } from '@/components/Field'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import type { Day } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { useToday } from '@/lib/session/access'

interface JudgingProps {
  finding: FindingRead
  step: 'verify' | 'return' | 'close'
  onClose: () => void
}

/** Whoever inspects agrees, asks for more, or asks for nothing further. */
export function Judging({ finding, step, onClose }: JudgingProps) {
  const words = useWords(inspectionWords)
  const today = useToday()
  const [said, setSaid] = useState('')
  const [due, setDue] = useState<Day | null>(finding.due_on < today ? null : finding.due_on)
  const request = { path: { finding_id: finding.id }, headers: ifMatch(finding.version) }
  const act = useAct(async () => {
    const text = said.trim()
    if (step === 'verify') return verifyFinding({ ...request, body: { remark: text } })
    if (step === 'close') return closeFinding({ ...request, body: { reason: text } })
    return returnFinding({ ...request, body: { reason: text, due_on: due } })
  }, onClose)
  const label = { verify: words.remark, return: words.returnReason, close: words.closeReason }[step]
  const field = step === 'verify' ? 'remark' : 'reason'
  return (
    <ActDialog title={`${words[step]}: ${words.number(finding.number)}`} label={words[step]} act={act} ready={step === 'verify' || said.trim() !== ''} width={560} onClose={onClose}>
      <p>{finding.text}</p>
      <TextAreaField label={label} optional={step === 'verify'} rows={3} value={said} error={act.errorOf(field)} onChange={({ target }) => setSaid(target.value)} />
      {step === 'return' && <DayField label={words.returnDue} value={due} error={act.errorOf('due_on')} onChange={setDue} />}
    </ActDialog>
  )
}
