import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'
import type { ReminderItem } from '@/api/types.gen'
import { formatTime } from '@/lib/format'
import styles from './urging.module.css'

interface RecentProps {
  items: readonly ReminderItem[]
  again: boolean | undefined
  missing: boolean
  onChoose: (again: boolean) => void
}

/** Who was told of the same a moment ago: told again, or left out. */
export function Recent({ items, again, missing, onChoose }: RecentProps) {
  const words = useWords(urgingWords)
  const latest = items.reduce((last, { recent_at }) => (recent_at !== null && recent_at > last ? recent_at : last), '')
  return (
    <fieldset className={styles.recent}>
      <legend>
        <strong>{words.recent(items.length, formatTime(latest))}</strong>
      </legend>
      {([true, false] as const).map((each) => (
        <label key={String(each)}>
          <input type="radio" name="again" checked={again === each} onChange={() => onChoose(each)} /> {words.recently[each ? 'again' : 'skip']}
        </label>
      ))}
      {missing && <p role="alert">{words.recentChoose}</p>}
    </fieldset>
  )
}
