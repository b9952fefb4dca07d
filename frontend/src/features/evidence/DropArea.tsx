import { useState, type DragEvent, type ReactNode } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import styles from './evidence.module.css'

/** Files may be dropped anywhere on the page, and the page says so while they are over it. */
export function DropArea({ active, onFiles, children }: { active: boolean; onFiles: (files: readonly File[]) => void; children: ReactNode }) {
  const { files } = useWords(commonWords)
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
      {over && <div className={styles.over}>{files.limits}</div>}
    </div>
  )
}
