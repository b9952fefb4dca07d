import { useState, type DragEvent, type ReactNode } from 'react'
import styles from './DropArea.module.css'

interface DropAreaProps {
  active: boolean
  /** What may be dropped, said while something is over the page. */
  says: string
  onFiles: (files: readonly File[]) => void
  children: ReactNode
}

/** Files may be dropped anywhere on the page, and the page says so while they are over it. */
export function DropArea({ active, says, onFiles, children }: DropAreaProps) {
  const [over, setOver] = useState(false)
  const hasFiles = (event: DragEvent) => active && event.dataTransfer.types.includes('Files')
  return (
    <div
      className={styles.area}
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
      }}
      onDrop={(event) => {
        setOver(false)
        if (!hasFiles(event)) return
        event.preventDefault()
        onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
      {over && <div className={styles.over}>{says}</div>}
    </div>
  )
}
