import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getPartOptions } from '@/api/@tanstack/react-query.gen'
import { acceptPart, answerPart, markPart, questionPart } from '@/api/sdk.gen'
import type { AssignmentRead, PartRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatMoment } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { LeadRemark, ReceiptMark } from './Receipt'

/** What units say about the part: whether it is taken, and what the lead makes of a supporter's. */
export function PartBox({ assignment }: { assignment: AssignmentRead }) {
  const words = useWords(workWords)
  const { data: part } = useQuery(getPartOptions({ path: { assignment_id: assignment.id } }))
  if (part === undefined) return null
  const asked = assignment.mandate === 'requested'
  return (
    <section className="stack" style={{ gap: 6 }} aria-label={words.part}>
      <p className="row">
        <ReceiptMark receipt={part.receipt} asked={asked} />
        {part.receipt_by !== null && part.receipt_at !== null && <span className="secondary small">{words.saidBy(part.receipt_by, formatMoment(part.receipt_at))}</span>}
      </p>
      {part.receipt_note !== null && <p>“{part.receipt_note}”</p>}
      {part.lead_mark !== null && (
        <>
          <p className="row">
            <span className="secondary small">
              {words.leadMark} ({part.lead_unit}):
            </span>
            <LeadRemark mark={part.lead_mark} />
          </p>
          {part.lead_note !== null && <p>“{part.lead_note}”</p>}
        </>
      )}
      <Saying key={part.assignment_id} part={part} asked={asked} />
    </section>
  )
}

/** What is typed stays while another unit says something about the part meanwhile. */
function Saying({ part, asked }: { part: PartRead; asked: boolean }) {
  const words = useWords(workWords)
  const cache = useQueryClient()
  const [writing, setWriting] = useState(false)
  const [text, setText] = useState('')
  const request = { path: { assignment_id: part.assignment_id }, headers: ifMatch(part.version) }
  const saying = useMutation({
    mutationFn: async (step: 'accept' | 'question' | 'answer' | 'enough' | 'lacking') => {
      const note = text.trim() === '' ? null : text
      if (step === 'accept') await acceptPart(request)
      else if (step === 'question') await questionPart({ ...request, body: { reason: text } })
      else if (step === 'answer') await answerPart({ ...request, body: { reason: text } })
      else await markPart({ ...request, body: { mark: step, note } })
    },
    onSuccess: () => {
      setWriting(false)
      setText('')
      void cache.invalidateQueries()
    },
  })
  const may = (step: string) => part.allowed_actions.includes(step)
  const ready = text.trim() !== ''
  return (
    <>
      {writing && may('question') && <TextAreaField label={words.questionReason} rows={2} value={text} onChange={(event) => setText(event.target.value)} />}
      {may('answer') && <TextAreaField label={words.answer} hint={words.answerHint} rows={2} value={text} onChange={(event) => setText(event.target.value)} />}
      {may('mark') && <TextAreaField label={words.leadNote} hint={words.leadNoteHint} rows={2} value={text} onChange={(event) => setText(event.target.value)} />}
      <div className="row">
        {may('accept') && (
          <Button size="small" onClick={() => saying.mutate('accept')}>
            {asked ? words.acceptRequest : words.acceptPart}
          </Button>
        )}
        {may('question') && (
          <Button size="small" aria-disabled={writing && !ready} onClick={() => (writing ? ready && saying.mutate('question') : setWriting(true))}>
            {words.questionPart}
          </Button>
        )}
        {may('answer') && (
          <Button size="small" aria-disabled={!ready} onClick={() => ready && saying.mutate('answer')}>
            {words.answerPart}
          </Button>
        )}
        {may('mark') && (
          <>
            <Button size="small" onClick={() => saying.mutate('enough')}>
              {words.leadMarks.enough}
            </Button>
            <Button size="small" aria-disabled={!ready} onClick={() => ready && saying.mutate('lacking')}>
              {words.leadMarks.lacking}
            </Button>
          </>
        )}
      </div>
      {saying.error !== null && <ErrorState error={saying.error} />}
    </>
  )
}
