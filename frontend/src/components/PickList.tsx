import { useState } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { matches } from '@/lib/search'
import styles from './bits.module.css'

interface PickListProps {
  title: string
  /** What choosing nothing means. */
  none: string
  some: (count: number) => string
  items: readonly { id: string; label: string; note?: string }[]
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
  /** So few that all are seen at once, and none has to be searched for. */
  few?: boolean
}

/** Some of many, found by a few letters; what is chosen stays in sight while something else is searched for. */
export function PickList({ title, none, some, items, chosen, onChoose, few = false }: PickListProps) {
  const words = useWords(commonWords)
  const [text, setText] = useState('')
  const shown = items.filter(({ id, label, note }) => chosen.includes(id) || matches(`${label} ${note ?? ''}`, text))
  return (
    <fieldset className={styles.pick}>
      <legend className="field__label">
        {title} <span className="field__hint">{chosen.length === 0 ? none : some(chosen.length)}</span>
      </legend>
      {!few && <input className="input" type="search" aria-label={`${title}: ${words.table.narrow}`} placeholder={words.table.narrow} value={text} onChange={(event) => setText(event.target.value)} />}
      <ul className={few ? styles.few : undefined}>
        {shown.map(({ id, label, note }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={chosen.includes(id)} onChange={(event) => onChoose(event.target.checked ? [...chosen, id] : chosen.filter((item) => item !== id))} />
              <span>
                {label} {note !== undefined && <span className="secondary small">{note}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
