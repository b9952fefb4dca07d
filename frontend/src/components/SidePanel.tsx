import { Button } from 'antd'
import { X } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { useShortcuts } from '@/lib/keys'
import styles from './SidePanel.module.css'

interface WithPanelProps {
  /** The open panel; false where nothing is open and the list has all the room. */
  panel: ReactNode
  width?: number
  /** The list. */
  children: ReactNode
}

/** A list, and beside it the one thing of it that is open. */
export function WithPanel({ panel, width = 400, children }: WithPanelProps) {
  return (
    <div className={styles.split} data-open={panel !== false} style={{ '--panel-width': `${width}px` } as CSSProperties}>
      <div className={styles.list}>{children}</div>
      {panel}
    </div>
  )
}

/** One thing beside its list, closed by its button or by Esc. */
export function SidePanel({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const words = useWords(commonWords)
  useShortcuts([{ keys: 'Escape', label: words.keys.escape, run: onClose }])
  return (
    <aside className={styles.panel} aria-label={label}>
      <div className={styles.close}>
        <Button type="text" aria-label={words.close} onClick={onClose}>
          <X size={18} aria-hidden />
        </Button>
      </div>
      {children}
    </aside>
  )
}
