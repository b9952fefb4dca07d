import { ClockAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Chips } from '@/components/Chips'
import { BoardStatus, Mark, type Standing } from '@/components/Status'
import { commonWords } from '@/i18n/common'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { STANDINGS } from '@/lib/board'
import styles from './BoardFilters.module.css'

type Chosen = (typeof STANDINGS)[number]

interface BoardSearch {
  standing?: Chosen
  q?: string
}

interface FiltersProps {
  label: string
  counts: Record<Chosen | 'expected', number>
  search: { standing?: string; q?: string }
  onSearch: (change: BoardSearch) => void
  children?: ReactNode
}

/** The head of a board of units: counters that are filters, a search by name, and what else the board offers. */
export function BoardFilters({ label, counts, search, onSearch, children }: FiltersProps) {
  const terms = useWords(termWords)
  const common = useWords(commonWords)
  const chips = [{ key: 'all' as const, label: common.all, count: counts.expected }, ...STANDINGS.map((key) => ({ key, label: terms.board[key], count: counts[key] }))]
  const standing = STANDINGS.find((key) => key === search.standing)
  return (
    <div className={styles.filters}>
      <Chips chips={chips} chosen={standing ?? 'all'} onChoose={(key) => onSearch({ q: search.q, standing: key === 'all' ? undefined : key })} label={label} />
      <input className="input" type="search" aria-label={common.table.search} placeholder={common.table.search} value={search.q ?? ''} onChange={(event) => onSearch({ standing, q: event.target.value === '' ? undefined : event.target.value })} />
      {children}
    </div>
  )
}

/** On time, late by so many days, or not sent. */
export function Sending({ standing, days }: { standing: string; days: number }) {
  const terms = useWords(termWords)
  if (days === 0) return <BoardStatus standing={standing as Standing} />
  return (
    <Mark icon={ClockAlert} colour="amber" fill>
      {terms.late(days)}
    </Mark>
  )
}
