import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import styles from './Dialog.module.css'

interface DialogProps {
  title: ReactNode
  children: ReactNode
  /** Null where the question must be answered, such as signing in again. */
  onClose: (() => void) | null
  actions?: ReactNode
  width?: number
}

/** The browser's own modal dialog: it holds the focus and gives it back. Never open one from another. */
export function Dialog({ title, children, onClose, actions, width = 480 }: DialogProps) {
  const words = useWords(commonWords)
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    if (element !== null && !element.open) element.showModal()
    return () => {
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      style={{ width: `min(${width}px, calc(100vw - 24px))` }}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
    >
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {onClose !== null && (
          <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
            <X size={20} aria-hidden />
          </button>
        )}
      </div>
      <div className={styles.body}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </dialog>
  )
}
