import styles from './bits.module.css'

/** How much of a whole is done; the number stands in words beside it. */
export function ProgressBar({ done, total, label }: { done: number; total: number; label: string }) {
  const share = total === 0 ? 0 : Math.round((100 * done) / total)
  return (
    <div className={styles.track} role="progressbar" aria-label={label} aria-valuenow={share} aria-valuemin={0} aria-valuemax={100}>
      <div className={styles.done} style={{ width: `${share}%` }} />
    </div>
  )
}
