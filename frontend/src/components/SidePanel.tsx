import { Button } from 'antd'
import { X } from 'lucide-react'
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { useShortcuts } from '@/lib/keys'
import styles from './SidePanel.module.css'

interface WithPanelProps {
  /** What is open; undefined where nothing is and the list has all the room. */
  open: string | undefined
  panel: (open: string) => ReactNode
  width?: number
  /** The list. */
  children: ReactNode
}

/** A list, and beside it the one thing of it that is open. */
export function WithPanel({ open, panel, width = 400, children }: WithPanelProps) {
  const list = useFocusBeside(open)
  return (
    <div className={styles.split} data-open={open !== undefined} style={{ '--panel-width': `${width}px` } as CSSProperties}>
      <div ref={list} className={styles.list}>
        {children}
      </div>
      {open !== undefined && panel(open)}
    </div>
  )
}

/** The focus goes with what a row opens, from row to row as well, and back to the row when that is closed. */
function useFocusBeside(open: string | undefined) {
  const list = useRef<HTMLDivElement>(null)
  const before = useRef(open)
  const row = useRef<HTMLElement>(undefined)
  useEffect(() => {
    const place = list.current
    if (place === null) return
    const opener = [...place.querySelectorAll<HTMLElement>('[aria-current="true"] :is(a, button)')].find((each) => each.checkVisibility())
    const left = document.activeElement === document.body && row.current !== undefined
    if (open === undefined && left) row.current?.focus()
    // a page that is entered with something open begins at its heading, and who goes on searching the list stays there
    const opened = open !== undefined && open !== before.current
    if (opened && (left || place.contains(document.activeElement))) (place.nextElementSibling as HTMLElement | null)?.focus({ preventScroll: true })
    before.current = open
    row.current = open === undefined ? undefined : (opener ?? row.current)
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
