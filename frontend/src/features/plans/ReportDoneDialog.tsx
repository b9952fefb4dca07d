import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listEvidenceOptions, reportDoneMutation } from '@/api/@tanstack/react-query.gen'
import type { AssignmentRead, EvidenceRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { FileButton, UploadList } from '@/components/Files'
import { QueryState } from '@/components/QueryState'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { useWords } from '@/i18n/words'
import { useMe, useToday } from '@/lib/session/access'
import { useUploads } from '@/lib/upload'

/** The unit says that a once-task is done: when, with which result, with which proof. */
export function ReportDoneDialog({ assignment, onClose }: { assignment: AssignmentRead; onClose: () => void }) {
  const words = useWords(plansWords)
  const common = useWords(commonWords)
  const me = useMe()
  const cache = useQueryClient()
  const [day, setDay] = useState<string | null>(useToday())
  const [result, setResult] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const library = useQuery(listEvidenceOptions({ query: { unit: me.membership.unit.id, limit: 200 } }))
  const uploads = useUploads(`assignment:${assignment.id}`, (answer) => {
    setChosen((before) => [...before, (answer as EvidenceRead).id])
    void cache.invalidateQueries({ queryKey: listEvidenceOptions({ query: { unit: me.membership.unit.id, limit: 200 } }).queryKey })
  })
  const sending = useMutation({ ...reportDoneMutation(), onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    } })
  const ready = day !== null && result.trim() !== ''
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((item) => item !== id) : [...chosen, id])
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
        <fieldset className="stack" style={{ gap: 8 }}>
          <legend className="field__label">
            {words.doneEvidence} {!assignment.task.requires_evidence && <span className="field__hint">{common.optional}</span>}
          </legend>
          <p className="secondary small">{words.doneChoose}</p>
          <div className="row">
            <FileButton label={common.files.choose} onFiles={(files) => uploads.add(files)} />
            <FileButton label={common.files.takePhoto} camera onFiles={(files) => uploads.add(files)} />
          </div>
          <UploadList items={uploads.items} onRetry={uploads.retry} onRemove={uploads.remove} />
          <QueryState query={library} heights={[32, 32]}>
            {({ items }) => (
              <ul style={{ maxHeight: 200, overflow: 'auto' }}>
                {items.map((document) => (
                  <li key={document.id}>
                    <label>
                      <input type="checkbox" checked={chosen.includes(document.id)} onChange={() => toggle(document.id)} /> {document.title}
                    </label>
                  </li>
                ))}
              </ul>
            )}
          </QueryState>
        </fieldset>
        {sending.error !== null && <ErrorState error={sending.error} />}
      </div>
    </Dialog>
  )
}
