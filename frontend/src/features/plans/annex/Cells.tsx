import type { AnnexCell } from '@/api/types.gen'
import styles from './annex.module.css'

/** Cells as they stand in a file, under their headings. */
export function Cells({ cells }: { cells: readonly AnnexCell[] }) {
  return (
    <dl className={styles.cells}>
      {cells.map(({ heading, text }, place) => (
        <div key={place}>
          <dt>{heading}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
