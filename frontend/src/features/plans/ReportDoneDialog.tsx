import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { reportDoneMutation } from '@/api/@tanstack/react-query.gen'
import type { AssignmentRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { plansWords } from '@/i18n/plans'
import { useWords } from '@/i18n/words'
import { useToday } from '@/lib/session/access'
import { EvidenceChoice } from './EvidenceChoice'

/** The unit says that a once-task is done: when, with which result, with which proof. */
export function ReportDoneDialog({ assignment, onClose }: { assignment: AssignmentRead; onClose: () => void }) {
  const words = useWords(plansWords)
  const cache = useQueryClient()
  const [day, setDay] = useState<string | null>(useToday())
  const [result, setResult] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const sending = useMutation({ ...reportDoneMutation(), onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    } })
  const ready = day !== null && result.trim() !== ''
  return (
    <Dialog
      title={words.reportDone}
      onClose={onClose}
      width={640}
      actions={
        <Button
          type="primary"
          aria-disabled={!ready}
          onClick={() => ready && sending.mutate({ path: { assignment_id: assignment.id }, body: { done_on: day, result, evidence_ids: [...chosen] } })}
        >
          {words.reportDone}
        </Button>
      }
    >
      <div className="stack">
        <p>{assignment.task.title}</p>
        <DayField label={words.doneOn} required value={day} onChange={setDay} />
        <TextAreaField label={words.doneResult} rows={4} value={result} onChange={(event) => setResult(event.target.value)} />
        <EvidenceChoice label={words.doneEvidence} target={`assignment:${assignment.id}`} optional={!assignment.task.requires_evidence} chosen={chosen} onChoose={setChosen} />
        {sending.error !== null && <ErrorState error={sending.error} />}
      </div>
    </Dialog>
  )
}
