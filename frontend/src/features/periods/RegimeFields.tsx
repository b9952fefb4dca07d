import { Button } from 'antd'
import { TextField } from '@/components/Field'
import { regimeWords } from '@/i18n/regime'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { KINDS, LEVELS, wrongIn, type RowDraft, type Wrong } from './regime-draft'
import { ChoiceField, LevelField, YearlyDayField } from './RegimeDays'
import bits from '@/components/bits.module.css'
import styles from './regime.module.css'

interface FieldsProps {
  row: RowDraft
  place: number
  /** Whether what is wrong is said: not while it is first written. */
  tried: boolean
  /** What the server says against this report. */
  problems: readonly string[]
  onChange: (change: Partial<RowDraft>) => void
  onRemove: () => void
}

/** One report of the year: what it is called, which data it tells, and when each level is due. */
export function RegimeFields({ row, place, tried, problems, onChange, onRemove }: FieldsProps) {
  const words = useWords(regimeWords)
  const terms = useWords(termWords)
  const wrong = wrongIn(row)
  const error = (name: Wrong, said: string) => (tried && wrong.has(name) ? said : undefined)
  const named = row.title.trim() === '' ? words.report(place) : row.title
  const kinds = KINDS.some((kind) => kind === row.kind) ? KINDS : [...KINDS, row.kind]
  return (
    <fieldset id={`regime-${row.key}`} className={styles.row}>
      <legend className="field__label">{words.report(place)}</legend>
      <div className={styles.names}>
        <TextField label={words.title} value={row.title} error={error('title', words.wrongTitle)} onChange={({ target }) => onChange({ title: target.value })} />
        <TextField label={words.code} value={row.code} autoComplete="off" error={error('code', words.wrongCode)} onChange={({ target }) => onChange({ code: target.value })} />
        <ChoiceField label={words.kind} value={row.kind} options={kinds.map((kind) => ({ value: kind, label: terms.periodKind[kind] }))} onChange={(kind) => onChange({ kind })} />
      </div>
      <div className={styles.days}>
        <YearlyDayField label={words.from} value={row.from} error={error('from', words.wrongDay)} onChange={(from) => onChange({ from })} />
        <YearlyDayField label={words.to} value={row.to} error={error('to', words.wrongDay) ?? error('backwards', words.backwards)} onChange={(to) => onChange({ to })} />
        <YearlyDayField label={words.ministry} value={row.ministry} error={error('ministry', words.wrongDay)} onChange={(ministry) => onChange({ ministry })} />
        <TextField label={words.at} value={row.at} autoComplete="off" error={error('at', words.wrongHour)} onChange={({ target }) => onChange({ at: target.value })} />
      </div>
      <div className={styles.levels}>
        {LEVELS.map((level) => (
          <LevelField key={level} level={level} value={row.levels[level]} wrong={tried && wrong.has(level)} onChange={(value) => onChange({ levels: { ...row.levels, [level]: value } })} />
        ))}
      </div>
      {problems.map((problem) => (
        <p key={problem} className="field__error">
          {problem}
        </p>
      ))}
      <div className="row row--apart">
        <label className={bits.check}>
          <input type="checkbox" checked={row.cumulative} onChange={() => onChange({ cumulative: !row.cumulative })} /> {words.cumulative}
        </label>
        <Button size="small" aria-label={`${words.remove}: ${named}`} onClick={onRemove}>
          {words.remove}
        </Button>
      </div>
    </fieldset>
  )
}
