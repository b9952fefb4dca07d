import { useState, type DragEvent, type ReactNode } from 'react'
import styles from './DropArea.module.css'

interface DropAreaProps {
  active: boolean
  /** What may be dropped, said while something is over the page. */
  says: string
  onFiles: (files: readonly File[]) => void
  /** Only a part of the page, as high as what it holds. */
  part?: boolean
  children: ReactNode
}

/** Files may be dropped anywhere on the page, or on a part of it, which says so while they are over it. */
export function DropArea({ active, says, onFiles, part = false, children }: DropAreaProps) {
  const [over, setOver] = useState(false)
  const hasFiles = (event: DragEvent) => active && event.dataTransfer.types.includes('Files')
  return (
    <div
      className={styles.area}
      data-part={part}
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
