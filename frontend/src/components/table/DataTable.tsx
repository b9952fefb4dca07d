import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode } from 'react'
import { AppLink } from '@/components/AppLink'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import styles from './table.module.css'

export interface Column<T> {
  key: string
  title: string
  render: (row: T) => ReactNode
  /** The server's name of the order, where it can sort by this. */
  sort?: string
  number?: boolean
  width?: number
  /** Left out of the cards on a phone. */
  wideOnly?: boolean
}

interface DataTableProps<T> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  idOf: (row: T) => string
  /** The whole row leads here. */
  hrefOf?: (row: T) => string
  onOpen?: (row: T) => void
  current?: string
  sort?: string
  onSort?: (sort: string) => void
  compact?: boolean
}

/** The one table of the product: sticky head and first column, two lines a cell, the row is the link; cards on a phone. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, idOf, compact = false } = props
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
        <table className={`${styles.table} ${compact ? styles.compact : ''}`}>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <BodyRow key={idOf(row)} row={row} {...props} />
            ))}
          </tbody>
        </table>
      </div>
      <ul className={styles.cards} aria-label={label}>
        {rows.map((row) => (
          <li key={idOf(row)}>
            <Card row={row} {...props} />
          </li>
        ))}
      </ul>
    </>
  )
}

function HeadCell<T>({ column, sort, onSort }: { column: Column<T>; sort?: string; onSort?: (sort: string) => void }) {
  const words = useWords(commonWords)
  const style = column.width === undefined ? undefined : { minWidth: column.width }
  const className = column.number === true ? styles.number : undefined
  if (column.sort === undefined || onSort === undefined) {
    return (
      <th scope="col" style={style} className={className}>
        {column.title}
      </th>
    )
  }
  const name = column.sort
  const up = sort === name
  const down = sort === `-${name}`
  return (
    <th scope="col" style={style} className={className} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" title={words.table.sortBy(column.title)} onClick={() => onSort(up ? `-${name}` : name)}>
        {column.title}
        {up && <ArrowUp size={14} aria-hidden />}
        {down && <ArrowDown size={14} aria-hidden />}
      </button>
    </th>
  )
}

function Opening<T>({ row, hrefOf, onOpen, children, className }: { row: T; hrefOf?: (row: T) => string; onOpen?: (row: T) => void; children: ReactNode; className?: string }) {
  if (hrefOf !== undefined) {
    return (
      <AppLink href={hrefOf(row)} className={className} style={{ color: 'inherit' }}>
        {children}
      </AppLink>
    )
  }
  if (onOpen === undefined) return <div className={className}>{children}</div>
  return (
    <button type="button" className={className} style={{ padding: 0, border: 0, background: 'none', textAlign: 'left', cursor: 'pointer' }} onClick={() => onOpen(row)}>
      {children}
    </button>
  )
}

function BodyRow<T>({ row, columns, idOf, hrefOf, onOpen, current }: DataTableProps<T> & { row: T }) {
  const opens = hrefOf !== undefined || onOpen !== undefined
  return (
    <tr
      className={opens ? styles.row : undefined}
      aria-current={current === idOf(row) ? 'true' : undefined}
      onClick={(event) => {
        if (!opens || (event.target as HTMLElement).closest('a,button') !== null) return
        event.currentTarget.querySelector<HTMLElement>('a,button')?.click()
      }}
    >
      {columns.map((column, index) => (
        <td key={column.key} className={column.number === true ? styles.number : undefined}>
          {index === 0 ? (
            <Opening row={row} hrefOf={hrefOf} onOpen={onOpen} className={styles.clamp}>
              {column.render(row)}
            </Opening>
          ) : (
            <div className={column.number === true ? undefined : styles.clamp}>{column.render(row)}</div>
          )}
        </td>
      ))}
    </tr>
  )
}

function Card<T>({ row, columns, hrefOf, onOpen }: DataTableProps<T> & { row: T }) {
  const [first, ...rest] = columns
  if (first === undefined) return null
  return (
    <div className={styles.card}>
      <Opening row={row} hrefOf={hrefOf} onOpen={onOpen} className={styles.cardTitle}>
        {first.render(row)}
      </Opening>
      <dl>
        {rest
          .filter((column) => column.wideOnly !== true)
          .map((column) => (
            <div key={column.key} style={{ display: 'contents' }}>
              <dt>{column.title}</dt>
              <dd>{column.render(row)}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
