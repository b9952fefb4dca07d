import { Button } from 'antd'
import { Inbox, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import styles from './states.module.css'

interface EmptyStateProps {
  /** What there is none of, and who does what next. Never just "empty". */
  children: ReactNode
  actions?: ReactNode
}

/** Nothing yet. */
export function EmptyState({ children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <Inbox size={24} aria-hidden className={styles.icon} />
      <p>{children}</p>
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  )
}

/** Something, but not with these filters. */
export function FilteredEmptyState({ onClear }: { onClear: () => void }) {
  const words = useWords(commonWords)
  return (
    <div className={styles.empty}>
      <SearchX size={24} aria-hidden className={styles.icon} />
      <p>{words.table.filteredEmpty}</p>
      <Button size="small" onClick={onClear}>
        {words.table.clearFilters}
      </Button>
    </div>
  )
}
