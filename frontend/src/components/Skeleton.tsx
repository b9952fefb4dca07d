import { useEffect, useState } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import styles from './states.module.css'

const PATIENCE_MS = 200

/** False for the first 200 ms: what comes fast must not flicker. */
export function useIsLate(waiting = true): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [waiting])
  return late && waiting
}

/** Bars in the shape of what is coming. Give the `heights` of the final lines or blocks. */
export function Skeleton({ heights = [16, 16, 16] }: { heights?: readonly number[] }) {
  const words = useWords(commonWords)
  const late = useIsLate()
  return (
    <div className={styles.skeleton} role="status" aria-busy>
      <span className="visually-hidden">{late ? words.loading : ''}</span>
      {heights.map((height, index) => (
        <div key={index} aria-hidden className={late ? styles.bar : undefined} style={{ height, width: index % 3 === 2 ? '70%' : '100%' }} />
      ))}
    </div>
  )
}
