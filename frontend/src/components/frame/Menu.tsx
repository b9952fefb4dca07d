import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import styles from './Menu.module.css'

interface MenuProps {
  label: string
  button: ReactNode
  className?: string
  /** One of several in the header. */
  inBar?: boolean
  /** Called with a function that closes the panel. */
  children: (close: () => void) => ReactNode
}

/** A button with a panel under it. Esc closes it and gives the focus back; so does leaving it. */
export function Menu({ label, button, className, inBar = false, children }: MenuProps) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && root.current?.contains(event.target) !== true) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])
  return (
    <div
      ref={root}
      className={inBar ? `${styles.root} ${styles.inBar}` : styles.root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
        trigger.current?.focus()
      }}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <button ref={trigger} type="button" className={className} aria-label={label} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {button}
      </button>
      {open && (
        <div id={id} className={styles.panel}>
          {children(() => setOpen(false))}
        </div>
      )}
    </div>
  )
}
