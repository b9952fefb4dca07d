import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import { ListFilter, Search } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { DownloadButton } from '@/components/DownloadButton'
import { EmptyState, FilteredEmptyState } from '@/components/EmptyState'
import { QueryState } from '@/components/QueryState'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import { fromStart, type ListSearch } from '@/lib/search-params'
import styles from './table.module.css'

export interface Page<T> {
  items: T[]
  next_cursor: string | null
  total: number | null
  /** There are more than `total`, and nobody counted how many. */
  total_is_least?: boolean
}

interface ListPageProps<T, S extends ListSearch> {
  /** The API's list, for the export: `/api/v1/assignments`. */
  path: string
  fileName: string
  query: UseQueryResult<Page<T>, unknown>
  search: S
  /** Replaces the filters in the address; the place in the list begins anew. */
  onSearch: (search: S) => void
  /** What the server is asked for, without the place in the list. */
  filters: Record<string, unknown>
  /** What the list is of, whatever the filters: the export needs it too. */
  scope?: Record<string, unknown>
  /** What is no filter and stays when they are cleared. */
  kept?: S
  things: string
  empty: ReactNode
  toolbar?: ReactNode
  children: (items: T[]) => ReactNode
}

const PAGE = 50

/** A list with its search, filters, export and pages, all of it in the address. */
export function ListPage<T, S extends ListSearch>(props: ListPageProps<T, S>) {
  const { query, search, onSearch, filters, toolbar } = props
  const words = useWords(commonWords)
  const filtered = Object.values({ ...filters, q: search.q }).some((value) => value !== undefined)
  const used = Object.values(filters).filter((value) => value !== undefined).length
  const [unfolded, setUnfolded] = useState(false)
  const clear = () => onSearch(props.kept ?? ({} as S))
  return (
    <>
      <div className={styles.toolbar} data-unfolded={unfolded}>
        <SearchField value={search.q ?? ''} onChange={(q) => onSearch(fromStart({ ...search, q: q === '' ? undefined : q }))} />
        {toolbar !== undefined && (
          <Button className={styles.more} aria-expanded={unfolded} icon={<ListFilter size={16} aria-hidden />} onClick={() => setUnfolded(!unfolded)}>
            {words.table.filters(used)}
          </Button>
        )}
        {toolbar}
        <ExportButton path={props.path} fileName={props.fileName} filters={{ ...props.scope, ...filters, q: search.q, sort: search.sort }} />
        {filtered && (
          <Button type="link" onClick={clear}>
            {words.table.clearFilters}
          </Button>
        )}
      </div>
      <QueryState query={query} heights={[40, 40, 40, 40, 40, 40, 40]}>
        {(page) =>
          page.items.length === 0 ? (
            filtered ? (
              <FilteredEmptyState onClear={clear} />
            ) : (
              <EmptyState>{props.empty}</EmptyState>
            )
          ) : (
            <>
              {props.children(page.items)}
              <Foot page={page} {...props} />
            </>
          )
        }
      </QueryState>
    </>
  )
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const words = useWords(commonWords)
  const [text, setText] = useState(value)
  const [from, setFrom] = useState(value)
  /** What was asked for and has not come back in the address yet. */
  const [asked, setAsked] = useState<readonly string[]>([])
  if (from !== value) {
    setFrom(value)
    const echo = asked.indexOf(value)
    setAsked(echo === -1 ? [] : asked.slice(echo + 1))
    // filters were cleared, or Back was pressed: the field follows the address; but never an echo of its own, which
    // would take away what was typed since
    if (echo === -1) setText(value)
  }
  useEffect(() => {
    if (text === (asked.at(-1) ?? value)) return
    const timer = setTimeout(() => {
      setAsked([...asked, text])
      onChange(text)
    }, 300)
    return () => clearTimeout(timer)
  })
  return (
    <label className={styles.search}>
      <span>
        <Search size={14} aria-hidden /> {words.table.search}
      </span>
      <input className="input" type="search" value={text} onChange={(event) => setText(event.target.value)} />
    </label>
  )
}

export function ExportButton({ path, fileName, filters }: { path: string; fileName: string; filters: Record<string, unknown> }) {
  const words = useWords(commonWords)
  return <DownloadButton path={path} query={filters} fileName={fileName} label={words.table.export} />
}

function Foot<T, S extends ListSearch>({ page, search, onSearch, things }: ListPageProps<T, S> & { page: Page<T> }) {
  const words = useWords(commonWords)
  const number = search.page ?? 1
  const from = formatNumber((number - 1) * PAGE + 1)
  const to = formatNumber((number - 1) * PAGE + page.items.length)
  const next = page.next_cursor
  const rangeOf = page.total_is_least === true ? words.table.rangeOfMore : words.table.rangeOf
  return (
    <div className={styles.foot}>
      <span className="secondary">{page.total === null ? words.table.range(from, to) : rangeOf(from, to, formatNumber(page.total), things)}</span>
      <span className="row">
        {search.cursor !== undefined && (
          <Button onClick={() => onSearch(fromStart(search))}>
            {words.table.firstPage}
          </Button>
        )}
        {next !== null && (
          <Button onClick={() => onSearch({ ...search, cursor: next, page: number + 1 })}>
            {words.table.nextPage}
          </Button>
        )}
      </span>
    </div>
  )
}
