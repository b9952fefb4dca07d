import { Checkbox, Table, type GetRef } from 'antd'
import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react'
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
  /** Says one thing that must not be broken over two lines: a day, a status. */
  nowrap?: boolean
  /** Read to its end, however many lines that takes: a reason, a proof. */
  whole?: boolean
  /** Left out of the cards on a phone. */
  wideOnly?: boolean
}

interface Selection<T> {
  chosen: readonly string[]
  onChoose: (ids: string[]) => void
  labelOf: (row: T) => string
}

interface DataTableProps<T extends object> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  idOf: (row: T) => string
  /** The whole row leads here; nowhere, where there is nothing to see. */
  hrefOf?: (row: T) => string | undefined
  onOpen?: (row: T) => void
  current?: string
  sort?: string
  onSort?: (sort: string) => void
  compact?: boolean
  /** Rows may be chosen, for an act on many. */
  selection?: Selection<T>
}

/** The one table of the product: sticky head and first column, two lines a cell, the row is the link; cards on a phone. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { label, columns, rows, idOf, hrefOf, onOpen, current, sort, onSort, compact = false, selection } = props
  const words = useWords(commonWords).table
  const table = useRef<GetRef<typeof Table>>(null)
  const leads = hrefOf !== undefined || onOpen !== undefined || onSort !== undefined
  useEffect(() => {
    // where no row can be focused, the table itself must be, or a keyboard could not scroll it
    if (!leads) table.current?.nativeElement.querySelector('.ant-table-content')?.setAttribute('tabindex', '0')
  })
  const opens = (row: T) => hrefOf?.(row) !== undefined || onOpen !== undefined
  const wide = columns.map((column, index) => ({
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.number === true ? ('end' as const) : undefined,
    fixed: index === 0 ? ('start' as const) : undefined,
    className: column.number === true ? styles.number : column.nowrap === true ? styles.nowrap : undefined,
    render: (_: unknown, row: T) =>
      index === 0 ? (
        <Opening row={row} hrefOf={hrefOf} onOpen={onOpen} className={styles.clamp}>
          {column.render(row)}
        </Opening>
      ) : (
        <div className={column.number === true || column.nowrap === true || column.whole === true ? undefined : styles.clamp}>{column.render(row)}</div>
      ),
    ...(onSort !== undefined && orderOf(column, sort)),
  }))
  return (
    <>
      <Table<T>
        ref={table}
        className={styles.wide}
        aria-label={label}
        size={compact ? 'small' : 'middle'}
        columns={wide}
        dataSource={rows}
        rowKey={idOf}
        pagination={false}
        rowSelection={
          selection && {
            selectedRowKeys: [...selection.chosen],
            onChange: (keys) => selection.onChoose(keys.map(String)),
            getCheckboxProps: (row) => ({ 'aria-label': selection.labelOf(row) }),
            getTitleCheckboxProps: () => ({ 'aria-label': words.chooseAll }),
          }
        }
        showSorterTooltip={{ target: 'sorter-icon' }}
        scroll={{ x: 'max-content' }}
        onChange={(_page, _filters, sorter) => {
          const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter
          const name = columns.find(({ key }) => key === columnKey)?.sort
          if (name !== undefined) onSort?.(order === 'descend' ? `-${name}` : name)
        }}
        onRow={(row) => ({
          className: opens(row) ? styles.row : undefined,
          'aria-current': current === idOf(row) ? ('true' as const) : undefined,
          onClick: (event: MouseEvent<HTMLElement>) => {
            if (!opens(row) || (event.target as HTMLElement).closest('a,button,label,input,.ant-table-selection-column') !== null) return
            event.currentTarget.querySelector<HTMLElement>('a,button')?.click()
          },
        })}
      />
      {selection !== undefined && rows.length > 1 && <ChooseAll ids={rows.map(idOf)} selection={selection} />}
      <ul className={styles.cards} aria-label={label}>
        {rows.map((row) => (
          <li key={idOf(row)} aria-current={current === idOf(row) ? 'true' : undefined}>
            <Card row={row} {...props} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Sorting is the server's: the table shows the order of the address and asks for another, but never for none. */
function orderOf<T>(column: Column<T>, sort: string | undefined) {
  if (column.sort === undefined) return {}
  const order = sort === column.sort ? ('ascend' as const) : sort === `-${column.sort}` ? ('descend' as const) : null
  return { sorter: true, sortOrder: order, sortDirections: ['ascend', 'descend', 'ascend'] as ('ascend' | 'descend')[] }
}

function Opening<T>({ row, hrefOf, onOpen, children, className }: { row: T; hrefOf?: (row: T) => string | undefined; onOpen?: (row: T) => void; children: ReactNode; className?: string }) {
  const href = hrefOf?.(row)
  if (href !== undefined) {
    return (
      <AppLink href={href} className={className} style={{ color: 'inherit' }}>
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

/** What stands in the head of the table's first column, for those who see cards. */
function ChooseAll<T>({ ids, selection }: { ids: string[]; selection: Selection<T> }) {
  const words = useWords(commonWords).table
  const chosen = ids.filter((id) => selection.chosen.includes(id)).length
  const all = chosen === ids.length
  return (
    <Checkbox className={styles.all} checked={all} indeterminate={chosen > 0 && !all} onChange={() => selection.onChoose(all ? [] : ids)}>
      {words.chooseAll}
    </Checkbox>
  )
}

function Card<T extends object>({ row, columns, idOf, hrefOf, onOpen, selection }: DataTableProps<T> & { row: T }) {
  const [first, ...rest] = columns
  if (first === undefined) return null
  const id = idOf(row)
  const others = selection?.chosen.filter((other) => other !== id) ?? []
  return (
    <div className={styles.card}>
      <div className={styles.cardHead}>
        {selection !== undefined && (
          <Checkbox
            className={styles.cardBox}
            aria-label={selection.labelOf(row)}
            checked={others.length !== selection.chosen.length}
            onChange={({ target }) => selection.onChoose(target.checked ? [...others, id] : others)}
          />
        )}
        <Opening row={row} hrefOf={hrefOf} onOpen={onOpen} className={styles.cardTitle}>
          {first.render(row)}
        </Opening>
      </div>
      <dl>
        {rest
          .filter((column) => column.wideOnly !== true)
          .map((column) => (
            <div key={column.key} style={{ display: 'contents' }}>
              <dt>{column.title}</dt>
              <dd className={column.nowrap === true || column.whole === true ? undefined : styles.cardText}>{column.render(row)}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
