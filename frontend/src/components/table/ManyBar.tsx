import type { ReactNode } from 'react'
import styles from './table.module.css'

/** What may be done to the rows that were chosen, and what became of them. */
export function ManyBar({ children }: { children: ReactNode }) {
  return <div className={`panel row ${styles.many ?? ''}`}>{children}</div>
}
