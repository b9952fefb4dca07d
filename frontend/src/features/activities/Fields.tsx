import type { ReactNode } from 'react'
import { DayField } from '@/components/DayField'
import { TextAreaField, TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { activityWords } from '@/i18n/activities'
import { useWords } from '@/i18n/words'
import { FORMS, numberOf, type Draft } from './draft'
import { KINDS } from './search'
import styles from './activities.module.css'

export interface FieldsProps {
  draft: Draft
  onChange: (given: Partial<Draft>) => void
  errorOf: (field: string) => ReactNode
}

/** What kind of activity, about what, when, where, for whom. */
export function ActivityFields({ draft, onChange, errorOf }: FieldsProps) {
  const words = useWords(activityWords)
  return (
    <>
      <div className={styles.pair}>
        <FilterSelect label={words.kind} value={draft.kind} options={KINDS.map((value) => ({ value, label: words.kinds[value] }))} onChange={(kind) => kind !== undefined && onChange({ kind })} />
        <FilterSelect label={words.form} value={draft.form} options={FORMS.map((value) => ({ value, label: words.forms[value] }))} onChange={(form) => form !== undefined && onChange({ form })} />
      </div>
      <TextAreaField label={words.topic} hint={words.topicHint} rows={2} value={draft.title} error={errorOf('title')} onChange={({ target }) => onChange({ title: target.value })} />
      <Days draft={draft} onChange={onChange} errorOf={errorOf} />
      <TextField label={words.place} optional value={draft.place} error={errorOf('place')} onChange={({ target }) => onChange({ place: target.value })} />
      <TextField label={words.audience} optional value={draft.audience} error={errorOf('audience')} onChange={({ target }) => onChange({ audience: target.value })} />
    </>
  )
}

export function Days({ draft, onChange, errorOf }: FieldsProps) {
  const words = useWords(activityWords)
  return (
    <div className={styles.pair}>
      <DayField label={words.beginsOn} required value={draft.begins_on} error={errorOf('begins_on')} onChange={(begins_on) => onChange({ begins_on })} />
      <DayField label={words.endsOn} hint={words.oneDay} value={draft.ends_on} error={errorOf('ends_on')} onChange={(ends_on) => onChange({ ends_on })} />
    </div>
  )
}

/** Who came, and what came of it. */
export function ResultFields({ draft, onChange, errorOf }: FieldsProps) {
  const words = useWords(activityWords)
  const wrong = (typed: string) => (numberOf(typed) === undefined ? words.number : undefined)
  return (
    <>
      <div className={styles.pair}>
        <TextField label={words.participants} optional inputMode="numeric" value={draft.participants} error={wrong(draft.participants) ?? errorOf('participants')} onChange={({ target }) => onChange({ participants: target.value })} />
        <TextField label={words.women} optional inputMode="numeric" value={draft.women} error={wrong(draft.women) ?? errorOf('women')} onChange={({ target }) => onChange({ women: target.value })} />
      </div>
      <TextAreaField label={words.result} rows={3} value={draft.result} error={errorOf('result')} onChange={({ target }) => onChange({ result: target.value })} />
    </>
  )
}
