import { Button, Modal } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { KeysLayer } from '@/lib/keys'
import styles from './Dialog.module.css'

interface DialogProps {
  title: ReactNode
  children: ReactNode
  /** Null where the question must be answered, such as signing in again. */
  onClose: (() => void) | null
  actions?: ReactNode
  /** The actions themselves say how to leave: nothing is left undone by them, or leaving is one of the answers. */
  ownWayOut?: boolean
  width?: number
}

/** A question that holds the page: it keeps the focus and gives it back. Never open one from another. */
export function Dialog({ title, children, onClose, actions, ownWayOut = false, width = 480 }: DialogProps) {
  const words = useWords(commonWords)
  // the library gives the focus back when it closes a dialog, but ours are taken off the page by who asked
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => {
    if (before instanceof HTMLElement && before.isConnected) before.focus()
  }, [before])
  return (
    // Esc is this dialog's own, which the library closes; neither it nor another key reaches what is open beneath
    <KeysLayer>
      <Modal
        open
        transitionName=""
        maskTransitionName=""
        centered
        title={<h2 className={styles.title}>{title}</h2>}
        width={width}
        onCancel={() => onClose?.()}
        closable={onClose === null ? false : { 'aria-label': words.close }}
        keyboard={onClose !== null}
        mask={{ closable: false }}
        footer={
          actions === undefined || actions === false ? null : (
            <div className={styles.actions}>
              {onClose !== null && !ownWayOut && <Button onClick={onClose}>{words.cancel}</Button>}
              {actions}
            </div>
          )
        }
      >
        <div className={styles.body}>{children}</div>
      </Modal>
    </KeysLayer>
  )
}
