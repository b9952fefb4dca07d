import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getSubjectRequestTermOptions } from '@/api/@tanstack/react-query.gen'
import { answerSubjectRequest, extendSubjectRequest, refuseSubjectRequest, withdrawSubjectRequest } from '@/api/sdk.gen'
import type { SubjectRequestRead } from '@/api/types.gen'
import { ActDialog, useAct } from '@/components/acting'
import { DayField } from '@/components/DayField'
import { TextAreaField } from '@/components/Field'
import { subjectWords } from '@/i18n/subjects'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { RequestDialog } from './RequestDialog'

const ENDS = { answer: answerSubjectRequest, refuse: refuseSubjectRequest, withdraw: withdrawSubjectRequest }
type End = keyof typeof ENDS
const ENDINGS: readonly End[] = ['answer', 'refuse', 'withdraw']

/** What may be done about the request now. */
export function Acts({ request }: { request: SubjectRequestRead }) {
  const words = useWords(subjectWords)
  const [asking, setAsking] = useState<End | 'edit' | 'extend' | null>(null)
  const may = (act: string) => request.allowed_actions.includes(act)
  const done = () => setAsking(null)
  if (request.allowed_actions.length === 0) return null
  return (
    <div className="row">
      {ENDINGS.filter(may).map((end) => (
        <Button key={end} type={end === 'answer' ? 'primary' : 'default'} onClick={() => setAsking(end)}>
          {words[end]}
        </Button>
      ))}
      {may('extend') && <Button onClick={() => setAsking('extend')}>{words.extend}</Button>}
      {may('edit') && <Button onClick={() => setAsking('edit')}>{words.edit}</Button>}
      {asking === 'edit' && <RequestDialog request={request} onClose={done} />}
      {asking === 'extend' && <Extending request={request} onClose={done} />}
      {asking !== null && asking !== 'edit' && asking !== 'extend' && <Ending request={request} end={asking} onClose={done} />}
    </div>
  )
}

interface ActProps {
  request: SubjectRequestRead
  onClose: () => void
}

function Ending({ request, end, onClose }: ActProps & { end: End }) {
  const words = useWords(subjectWords)
  const [outcome, setOutcome] = useState('')
  const act = useAct(() => ENDS[end]({ path: { request_id: request.id }, body: { outcome: outcome.trim() }, headers: ifMatch(request.version) }), onClose)
  const label = { answer: words.answerText, refuse: words.refuseText, withdraw: words.withdrawText }[end]
  return (
    <ActDialog title={words[end]} label={words[end]} act={act} ready={outcome.trim() !== ''} onClose={onClose}>
      <TextAreaField label={label} hint={words.outcomeHint} rows={4} value={outcome} onChange={(event) => setOutcome(event.target.value)} />
    </ActDialog>
  )
}

function Extending({ request, onClose }: ActProps) {
  const words = useWords(subjectWords)
  const term = useQuery(getSubjectRequestTermOptions({ query: { kind: request.kind, received_on: request.received_on } }))
  const [due, setDue] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const until = due ?? term.data?.latest_on ?? null
  const act = useAct(() => extendSubjectRequest({ path: { request_id: request.id }, body: { due_on: until ?? '', reason: reason.trim() }, headers: ifMatch(request.version) }), onClose)
  return (
    <ActDialog title={words.extendTitle} label={words.extend} act={act} ready={until !== null && reason.trim() !== ''} onClose={onClose}>
      {term.data !== undefined && <p>{words.extendAbout(formatDay(term.data.latest_on))}</p>}
      <DayField label={words.newDue} required value={until} error={act.errorOf('due_on')} onChange={setDue} />
      <TextAreaField label={words.reason} hint={words.outcomeHint} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
    </ActDialog>
  )
}
