import { Button } from 'antd'
import type { FigureRead } from '@/api/types.gen'
import { TextAreaField, TextField } from '@/components/Field'
import { figuresWords } from '@/i18n/figures'
import { periodsWords } from '@/i18n/periods'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import type { LineDraft } from './correction-draft'
import { CorrectionProofs } from './CorrectionProofs'
import { askedFigures, readFigure } from './figures'
import { readPercent } from './percent'
import styles from './corrections.module.css'

interface FieldsProps {
  draft: LineDraft
  /** What the server says against this line. */
  problems: readonly string[]
  onChange: (change: (held: LineDraft) => Partial<LineDraft>) => void
  onRemove: () => void
}

/** One line of a correction: its text, its numbers, its documents. */
export function CorrectionFields({ draft, problems, onChange, onRemove }: FieldsProps) {
  const words = useWords(periodsWords)
  const reports = useWords(reportsWords)
  const { line } = draft
  return (
    <fieldset id={`corrected-${line.id}`} className={styles.fields}>
      <legend className="field__label">
        {line.number}. {line.task.title}
      </legend>
      <TextAreaField label={reports.result} rows={4} value={draft.result} onChange={(event) => onChange(() => ({ result: event.target.value }))} />
      <div className="row">
        <TextField label={words.percent} inputMode="numeric" value={draft.percent} error={readPercent(draft.percent) === undefined ? reports.percentWrong : undefined} onChange={(event) => onChange(() => ({ percent: event.target.value }))} />
        {askedFigures(line).map((figure) => (
          <FigureField key={figure.key} figure={figure} value={draft.figures[figure.key] ?? ''} onChange={(text) => onChange(({ figures }) => ({ figures: { ...figures, [figure.key]: text } }))} />
        ))}
      </div>
      <TextAreaField label={reports.difficulties} optional rows={2} value={draft.difficulties} onChange={(event) => onChange(() => ({ difficulties: event.target.value }))} />
      <TextAreaField label={reports.proposals} optional rows={2} value={draft.proposals} onChange={(event) => onChange(() => ({ proposals: event.target.value }))} />
      <CorrectionProofs line={line.id} proofs={draft.proofs} onChange={(change) => onChange((held) => ({ proofs: change(held.proofs) }))} />
      {problems.map((problem) => (
        <p key={problem} className="field__error">
          {problem}
        </p>
      ))}
      <div>
        <Button size="small" aria-label={`${words.removeLine}: ${line.task.title}`} onClick={onRemove}>
          {words.removeLine}
        </Button>
      </div>
    </fieldset>
  )
}

function FigureField({ figure: { label, measure, kind }, value, onChange }: { figure: FigureRead; value: string; onChange: (text: string) => void }) {
  const words = useWords(figuresWords)
  const wrong = kind === 'integer' ? words.wrongInteger : words.wrongDecimal
  return <TextField label={`${label} (${measure})`} inputMode="decimal" value={value} error={readFigure(value, kind) === undefined ? wrong : undefined} onChange={(event) => onChange(event.target.value)} />
}
