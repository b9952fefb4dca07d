import { useRef } from 'react'
import { formatNumber } from '@/lib/format'
import { useInSight } from '@/lib/use-in-sight'
import styles from './bits.module.css'

interface Chip<K extends string> {
  key: K
  label: string
  count?: number
}

/** Filters of which one holds. */
export function Chips<K extends string>({ chips, chosen, onChoose, label }: { chips: readonly Chip<K>[]; chosen: K; onChoose: (key: K) => void; label: string }) {
  const row = useRef<HTMLDivElement>(null)
  useInSight(row, '[aria-pressed=true]', chosen)
  return (
    <div ref={row} className={styles.chips} role="group" aria-label={label}>
      {chips.map(({ key, label: words, count }) => (
        <button key={key} type="button" className={styles.chip} aria-pressed={key === chosen} onClick={() => onChoose(key)}>
          {words} {count !== undefined && <strong>{formatNumber(count)}</strong>}
        </button>
      ))}
    </div>
  )
}
