import type { ReactNode } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { useStore } from '@/lib/store'
import { shownTargets, useUploads } from '@/lib/upload'
import { UploadList } from './Files'
import styles from './Trays.module.css'

/** The corner in which work that goes on beside the page is shown. */
export function Trays({ children }: { children: ReactNode }) {
  return <div className={styles.trays}>{children}</div>
}

/** Files on their way that no place of this page shows: they go on wherever the person goes. */
export function UploadsTray() {
  const { files } = useWords(commonWords)
  const uploads = useUploads()
  const shown = useStore(shownTargets)
  const items = uploads.items.filter(({ target }) => !shown.includes(target))
  if (items.length === 0) return null
  return (
    <section className={styles.tray} aria-label={files.tray} data-frame>
      <h2 className={styles.head}>{files.tray}</h2>
      <UploadList uploads={{ ...uploads, items }} />
    </section>
  )
}
