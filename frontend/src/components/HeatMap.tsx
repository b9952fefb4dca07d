import { TriangleAlert } from 'lucide-react'
import { useRef, type KeyboardEvent } from 'react'
import { AppLink } from '@/components/AppLink'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import styles from './HeatMap.module.css'

export interface HeatCell {
  value: number
  /** Shown with a mark, because colour alone says nothing to many. */
  alert: boolean
  /** The sum of its row: printed, but not coloured, or it would outshine every cell. */
  sum?: boolean
  href?: string
  label: string
}

export interface HeatRow {
  key: string
  title: string
  cells: readonly HeatCell[]
}

const MOVES: Record<string, readonly [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

function levelOf(value: number, most: number): number {
  return value === 0 ? 0 : Math.max(1, Math.ceil((4 * value) / Math.max(most, 4)))
}

/** A table coloured by value in one hue, the value printed; arrows move, Enter opens the list behind a cell. */
export function HeatMap({ label, columns, rows }: { label: string; columns: readonly { key: string; title: string; hint: string }[]; rows: readonly HeatRow[] }) {
  const words = useWords(commonWords)
  const table = useRef<HTMLTableElement>(null)
  const most = Math.max(0, ...rows.flatMap((row) => row.cells.filter(({ sum }) => sum !== true).map(({ value }) => value)))
  const move = (event: KeyboardEvent) => {
    const by = MOVES[event.key]
    const at = (event.target as HTMLElement).closest('td')
    if (by === undefined || at === null) return
    const body = at.closest('tbody')
    let row = Number(at.dataset['row'])
    let column = Number(at.dataset['column'])
    let cell: Element | null | undefined
    // cells without a list take no focus and are stepped over
    do {
      row += by[0]
      column += by[1]
      cell = body?.querySelector(`td[data-row="${row}"][data-column="${column}"]`)
    } while (cell && cell.querySelector('a') === null)
    const next = cell?.querySelector('a')
    if (next) {
      event.preventDefault()
      next.focus()
    }
  }
  return (
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table ref={table} className={styles.map} onKeyDown={move}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{label}</span>
            </th>
            {columns.map((column) => (
              <th key={column.key} scope="col" title={column.hint}>
                <abbr title={column.hint} style={{ textDecoration: 'none' }}>
                  {column.title}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={row.key}>
              <th scope="row">{row.title}</th>
              {row.cells.map((cell, index) => {
                const content = (
                  <>
                    {cell.value}
                    {cell.alert && <TriangleAlert size={14} aria-label={words.chart.overdueMark} />}
                  </>
                )
                return (
                  <td key={columns[index]?.key ?? index} className={`${styles.cell} ${cell.sum === true ? styles.sum : styles[`level${levelOf(cell.value, most)}`]}`} data-row={rowIndex} data-column={index}>
                    {cell.href === undefined ? (
                      <span role="img" aria-label={cell.label}>
                        {content}
                      </span>
                    ) : (
                      <AppLink href={cell.href} aria-label={cell.label}>
                        {content}
                      </AppLink>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
