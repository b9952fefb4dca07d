import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { createCorrection, updateCorrection } from '@/api/sdk.gen'
import type { CorrectionRead, LineRead, ReportRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { periodsWords } from '@/i18n/periods'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { toProblem } from '@/lib/http/problem'
import { bodyOf, draftOf, type LineDraft } from './correction-draft'
import { CorrectionFields } from './CorrectionFields'

interface DialogProps {
  report: ReportRead
  lines: readonly LineRead[]
  correction: CorrectionRead | null
  onClose: () => void
}

/** The lines that are to read otherwise, each as a whole, with the reason. */
export function CorrectionDialog({ report, lines, correction, onClose }: DialogProps) {
  const words = useWords(periodsWords)
  const cache = useQueryClient()
  const [reason, setReason] = useState(correction?.reason ?? '')
  const [drafts, setDrafts] = useState<readonly LineDraft[]>(() =>
    (correction?.lines ?? []).flatMap(({ line_id: id, after }) => lines.filter((line) => line.id === id).map((line) => draftOf(line, after))),
  )
  const saving = useMutation({
    mutationFn: (): Promise<unknown> => {
      const body = { reason, lines: drafts.map(bodyOf) }
      return correction === null ? createCorrection({ path: { report_id: report.id }, body }) : updateCorrection({ path: { correction_id: correction.id }, headers: ifMatch(correction.version), body })
    },
    onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    },
  })
  const ready = reason.trim() !== '' && drafts.length > 0
  const problems = saving.error === null ? [] : toProblem(saving.error).errors
  const left = lines.filter(({ id }) => !drafts.some(({ line }) => line.id === id))
  return (
    <Dialog
      title={words.correct}
      onClose={onClose}
      width={760}
      actions={
        <Button type="primary" aria-disabled={!ready || saving.isPending} onClick={() => ready && !saving.isPending && saving.mutate()}>
          {words.saveDraft}
        </Button>
      }
    >
      <div className="stack">
        <p className="secondary small">{words.correctNote}</p>
        <TextAreaField label={words.reason} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        {drafts.map((draft, place) => (
          <CorrectionFields
            key={draft.line.id}
            draft={draft}
            problems={problems.filter(({ pointer }) => `${pointer}/`.startsWith(`/lines/${place}/`)).map(({ detail }) => detail)}
            onChange={(change) => setDrafts((all) => all.map((other) => (other.line.id === draft.line.id ? { ...other, ...change(other) } : other)))}
            onRemove={() => {
              saving.reset()
              setDrafts((all) => all.filter(({ line }) => line.id !== draft.line.id))
            }}
          />
        ))}
        <FilterSelect
          label={words.chooseLine}
          value={undefined}
          options={left.map((line) => ({ value: line.id, label: `${line.number}. ${line.task.title}` }))}
          onChange={(id) => setDrafts((all) => [...all, ...lines.filter((line) => line.id === id).map((line) => draftOf(line))])}
        />
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}
