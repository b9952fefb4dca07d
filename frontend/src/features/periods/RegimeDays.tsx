import { useId } from 'react'
import { FieldFrame, TextField } from '@/components/Field'
import { periodsWords } from '@/i18n/periods'
import { regimeWords } from '@/i18n/regime'
import { useWords } from '@/i18n/words'
import type { DayDraft, Level, LevelDraft } from './regime-draft'
import styles from './regime.module.css'

const YEARS = ['-1', '0', '1'] as const
type YearKey = (typeof YEARS)[number]

interface DayProps {
  label: string
  value: DayDraft
  error?: string
  onChange: (value: DayDraft) => void
}

/** A day of every year: the day and month are typed, the year is chosen. */
export function YearlyDayField({ label, value, error, onChange }: DayProps) {
  const words = useWords(regimeWords)
  const year = useId()
  return (
    <FieldFrame label={label} error={error}>
      {({ id, described, invalid }) => (
        <span className={styles.day}>
          <input id={id} className="input" inputMode="numeric" autoComplete="off" placeholder="20/3" aria-describedby={described} aria-invalid={invalid} value={value.text} onChange={({ target }) => onChange({ ...value, text: target.value })} />
          <select id={year} className="input" aria-label={words.yearOf(label)} value={String(value.year)} onChange={({ target }) => onChange({ ...value, year: Number(target.value) as DayDraft['year'] })}>
            {YEARS.map((key: YearKey) => (
              <option key={key} value={key}>
                {words.years[key]}
              </option>
            ))}
          </select>
        </span>
      )}
    </FieldFrame>
  )
}

interface ChoiceProps<V extends string> {
  label: string
  value: V
  options: readonly { value: V; label: string }[]
  onChange: (value: V) => void
}

/** One of a few, as wide as the fields beside it. */
export function ChoiceField<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  return (
    <FieldFrame label={label}>
      {({ id }) => (
        <select id={id} className="input" value={value} onChange={({ target }) => onChange(target.value as V)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}

interface LevelProps {
  level: Level
  value: LevelDraft
  wrong: boolean
  onChange: (value: LevelDraft) => void
}

/** When a level is due: so many working days before the ministry's day, or on a day of its own. */
export function LevelField({ level, value, wrong, onChange }: LevelProps) {
  const words = useWords(regimeWords)
  const { due } = useWords(periodsWords)
  return (
    <div className={styles.level} role="group" aria-label={words.dueOf(due[level])}>
      <ChoiceField
        label={words.dueOf(due[level])}
        value={value.fixed ? 'fixed' : 'days'}
        options={[
          { value: 'days', label: words.byWorkingDays },
          { value: 'fixed', label: words.byDay },
        ]}
        onChange={(chosen) => onChange({ ...value, fixed: chosen === 'fixed' })}
      />
      {value.fixed ? (
        <YearlyDayField label={words.day} value={value.on} error={wrong ? words.wrongDay : undefined} onChange={(on) => onChange({ ...value, on })} />
      ) : (
        <TextField label={words.workingDays} inputMode="numeric" autoComplete="off" value={value.days} error={wrong ? words.wrongDays : undefined} onChange={({ target }) => onChange({ ...value, days: target.value })} />
      )}
    </div>
  )
}
