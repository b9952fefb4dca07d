import { Button } from 'antd'
import { X } from 'lucide-react'
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react'
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
  const open = panel !== false
  const list = useFocusBeside(open)
  return (
    <div className={styles.split} data-open={open} style={{ '--panel-width': `${width}px` } as CSSProperties}>
      <div ref={list} className={styles.list}>
        {children}
      </div>
      {panel}
    </div>
  )
}

/** The focus goes with what a row opens, from row to row as well, and back to the row when that is closed. */
function useFocusBeside(open: boolean) {
  const list = useRef<HTMLDivElement>(null)
  const row = useRef<HTMLElement>(undefined)
  useEffect(() => {
    const place = list.current
    if (place === null) return
    const current = [...place.querySelectorAll<HTMLElement>('[aria-current="true"] :is(a, button)')].find((opener) => opener.checkVisibility())
    const left = document.activeElement === document.body && row.current !== undefined
    if (!open && left) row.current?.focus()
    // a page that is entered with something open begins at its heading
    if (open && current !== row.current && (left || place.contains(document.activeElement))) (place.nextElementSibling as HTMLElement | null)?.focus({ preventScroll: true })
    row.current = open ? current : undefined
  })
  return list
}

/** One thing beside its list, closed by its button or by Esc. */
export function SidePanel({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const words = useWords(commonWords)
  useShortcuts([{ keys: 'Escape', label: words.keys.escape, run: onClose }])
  return (
    <aside tabIndex={-1} className={styles.panel} aria-label={label}>
      <div className={styles.close}>
        <Button type="text" aria-label={words.close} onClick={onClose}>
          <X size={18} aria-hidden />
        </Button>
      </div>
      {children}
    </aside>
  )
}
