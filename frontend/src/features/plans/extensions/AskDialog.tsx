import { Button } from 'antd'
import { useState } from 'react'
import { askExtensionMutation } from '@/api/@tanstack/react-query.gen'
import type { AssignmentRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { useSaving } from '@/components/use-saving'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatDay } from '@/lib/format'
import { EvidenceChoice } from '@/features/plans/EvidenceChoice'

/** The head of a unit asks for a later day: until when, why, and what shows it. */
export function AskDialog({ assignment, onClose }: { assignment: AssignmentRead; onClose: () => void }) {
  const words = useWords(workWords)
  const [day, setDay] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [proof, setProof] = useState<readonly string[]>([])
  const sending = useSaving(askExtensionMutation(), onClose)
  const ready = day !== null && reason.trim() !== ''
  const send = () => ready && sending.mutate({ body: { assignment_id: assignment.id, wanted_on: day, reason, evidence_ids: [...proof] } })
  return (
    <Dialog
      title={words.askTitle}
      onClose={onClose}
      width={640}
      actions={
        <Button type="primary" aria-disabled={!ready || sending.isPending} onClick={send}>
          {words.sendRequest}
        </Button>
      }
    >
      <div className="stack">
        <p>{assignment.task.title}</p>
        {assignment.due_on !== null && (
          <p className="secondary">
            {words.dueNow}: {formatDay(assignment.due_on)}
          </p>
        )}
        <DayField label={words.wanted} required value={day} onChange={setDay} />
        <TextAreaField label={words.askReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        <EvidenceChoice label={words.askProof} target={`extension:${assignment.id}`} optional chosen={proof} onChoose={setProof} />
        {sending.error !== null && <ErrorState error={sending.error} />}
      </div>
    </Dialog>
  )
}
