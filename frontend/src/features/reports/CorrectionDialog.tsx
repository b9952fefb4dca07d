import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { createCorrection, updateCorrection } from '@/api/sdk.gen'
import type { CorrectionRead, LineRead, ReportRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField, TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { periodsWords } from '@/i18n/periods'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatAmount } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { askedFigures, readFigure } from './figures'
import { readPercent } from './percent'
import styles from './corrections.module.css'

interface DialogProps {
  report: ReportRead
  lines: readonly LineRead[]
  correction: CorrectionRead | null
  onClose: () => void
}

interface Draft {
  line: LineRead
  result: string
  percent: string
  figures: Record<string, string>
  difficulties: string
  proposals: string
}

function draftOf(line: LineRead, said?: { result: string; percent: number | null; figures: Record<string, number>; difficulties: string; proposals: string }): Draft {
  const { result, percent, figures, difficulties, proposals } = said ?? line
  const numbers = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, formatAmount(value)]))
  return { line, result, percent: percent === null ? '' : String(percent), figures: numbers, difficulties, proposals }
}

function bodyOf({ line, result, percent, figures, difficulties, proposals }: Draft) {
  const numbers = askedFigures(line).map(({ key, kind }) => [key, readFigure(figures[key] ?? '', kind) ?? null] as const)
  return { line_id: line.id, result, percent: readPercent(percent) ?? null, figures: Object.fromEntries(numbers), difficulties, proposals }
}

/** The lines that are to read otherwise, each as a whole, with the reason. */
export function CorrectionDialog({ report, lines, correction, onClose }: DialogProps) {
  const words = useWords(periodsWords)
  const cache = useQueryClient()
  const [reason, setReason] = useState(correction?.reason ?? '')
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
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
  const left = lines.filter(({ id }) => !drafts.some(({ line }) => line.id === id))
  return (
    <Dialog
      title={words.correct}
      onClose={onClose}
      width={760}
      actions={
        <Button type="primary" aria-disabled={!ready || saving.isPending} onClick={() => ready && saving.mutate()}>
          {words.saveDraft}
        </Button>
      }
    >
      <div className="stack">
        <p className="secondary small">{words.correctNote}</p>
        <TextAreaField label={words.reason} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        {drafts.map((draft) => (
          <LineFields
            key={draft.line.id}
            draft={draft}
            onChange={(changed) => setDrafts(drafts.map((other) => (other.line.id === draft.line.id ? { ...other, ...changed } : other)))}
            onRemove={() => setDrafts(drafts.filter((other) => other !== draft))}
          />
        ))}
        <FilterSelect
          label={words.chooseLine}
          value={undefined}
          options={left.map((line) => ({ value: line.id, label: `${line.number}. ${line.task.title}` }))}
          onChange={(id) => setDrafts([...drafts, ...lines.filter((line) => line.id === id).map((line) => draftOf(line))])}
        />
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}

function LineFields({ draft, onChange, onRemove }: { draft: Draft; onChange: (changed: Partial<Draft>) => void; onRemove: () => void }) {
  const words = useWords(periodsWords)
  const reports = useWords(reportsWords)
  const { line } = draft
  return (
    <fieldset className={styles.fields}>
      <legend className="field__label">
        {line.number}. {line.task.title}
      </legend>
      <TextAreaField label={reports.result} rows={4} value={draft.result} onChange={(event) => onChange({ result: event.target.value })} />
      <div className="row">
        <TextField label={words.percent} inputMode="numeric" value={draft.percent} error={readPercent(draft.percent) === undefined ? reports.percentWrong : undefined} onChange={(event) => onChange({ percent: event.target.value })} />
        {askedFigures(line).map(({ key, label, measure }) => (
          <TextField key={key} label={`${label} (${measure})`} inputMode="decimal" value={draft.figures[key] ?? ''} onChange={(event) => onChange({ figures: { ...draft.figures, [key]: event.target.value } })} />
        ))}
      </div>
      <TextAreaField label={reports.difficulties} optional rows={2} value={draft.difficulties} onChange={(event) => onChange({ difficulties: event.target.value })} />
      <TextAreaField label={reports.proposals} optional rows={2} value={draft.proposals} onChange={(event) => onChange({ proposals: event.target.value })} />
      <Button size="small" onClick={onRemove}>
        {words.removeLine}
      </Button>
    </fieldset>
  )
}
