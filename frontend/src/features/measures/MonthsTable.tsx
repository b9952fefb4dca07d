import type { MonthCell, MonthsOfUnit, MonthTable } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { measureWords } from '@/i18n/measures'
import { useWords } from '@/i18n/words'
import { formatAmount } from '@/lib/format'
import { parts, type Chosen } from './cells'
import styles from './measures.module.css'

interface TableProps {
  table: MonthTable
  onChoose: (chosen: Chosen) => void
}

/** Units by months; the units stay in sight while one looks along the months. */
export function MonthsTable({ table, onChoose }: TableProps) {
  const words = useWords(measureWords)
  if (table.items.length === 0) return <EmptyState>{words.noUnits}</EmptyState>
  return (
    <div className={styles.scroll} role="region" aria-label={words.title} tabIndex={0}>
      <table className={styles.months}>
        <thead>
          <tr>
            <th scope="col">{words.unit}</th>
            {table.months.map((month) => (
              <th key={month} scope="col">
                {words.month(...parts(month))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.items.map((row) => (
            <tr key={row.unit.id}>
              <th scope="row">{row.unit.name}</th>
              {row.cells.map((cell, place) => (
                <td key={table.months[place]}>
                  <Cell row={row} cell={cell} month={table.months[place] ?? ''} table={table} onChoose={onChoose} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps extends TableProps {
  row: MonthsOfUnit
  cell: MonthCell | null
  month: string
}

function Cell({ row, cell, month, table, onChoose }: CellProps) {
  const words = useWords(measureWords)
  const writes = row.allowed_actions.includes('write')
  if (cell === null && !writes) return <span className={styles.cell}>–</span>
  const differs = cell !== null && cell.others.some((other) => other.value !== cell.value)
  const corrected = cell !== null && cell.number > 1
  const said = [
    `${row.unit.name}, ${words.monthOf(...parts(month))}: ${cell === null ? words.none : formatAmount(Number(cell.value))}`,
    ...(corrected ? [words.corrected] : []),
    ...(differs ? [words.differs] : []),
  ]
  return (
    <button type="button" className={styles.cell} aria-label={said.join(', ')} onClick={() => onChoose({ unit: row.unit, writes, measure: table.measure, month, cell })}>
      {cell === null ? '–' : formatAmount(Number(cell.value))}
      {corrected && <span className={styles.sign}>✎</span>}
      {differs && <span className={styles.sign}>≠</span>}
    </button>
  )
}
