import { Button } from 'antd'
import { Camera, FileText } from 'lucide-react'
import { useRef } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatPercent, formatSize } from '@/lib/format'
import { goesInPieces, type Upload as UploadItem, type Uploads } from '@/lib/upload'
import { ProgressBar } from './ProgressBar'
import styles from './Files.module.css'

interface FileButtonProps {
  label: string
  /** Opens the phone's camera. */
  camera?: boolean
  multiple?: boolean
  spreadsheet?: boolean
  /** The endings that are taken, where they are neither papers nor lists. */
  accept?: string
  /** The main act of the page. */
  primary?: boolean
  onFiles: (files: File[]) => void
}

/** A button in front of the browser's own file field. */
export function FileButton({ label, camera = false, multiple = false, spreadsheet = false, accept, primary = false, onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} icon={camera && <Camera size={18} aria-hidden />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        multiple={multiple}
        accept={accept ?? (camera ? 'image/jpeg,image/png' : spreadsheet ? '.xlsx,.csv' : '.pdf,.docx,.xlsx,.pptx,.jpg,.jpeg,.png,.heic,.heif,.mp4')}
        capture={camera ? 'environment' : undefined}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}

/** Where a file is on its way, in words. */
function useStateWords(): (item: UploadItem) => string {
  const { files } = useWords(commonWords)
  const percent = ({ sent, total }: { sent: number; total: number }) => formatPercent(Math.round((100 * sent) / Math.max(total, 1)))
  return (item) => {
    const { state } = item
    switch (state.kind) {
      case 'queued':
        return files.queued
      case 'uploading':
        return state.total > 0 && state.sent >= state.total ? files.checking : files.uploading(percent(state), formatSize(state.total))
      case 'waiting':
        return state.sent > 0 && goesInPieces(item) ? files.interrupted(percent(state)) : files.offline
      case 'paused':
        return files.paused(percent(state))
      case 'failed':
        return files.failed(state.problem.detail)
    }
  }
}

/** Too large, of no accepted type, or empty: the same file is refused each time. */
const OF_THE_FILE: ReadonlySet<number> = new Set([413, 415, 422])

/** Files on their way, each with its progress and what can be done about it. */
export function UploadList({ uploads }: { uploads: Pick<Uploads, 'items' | 'retry' | 'remove' | 'pause' | 'resume'> }) {
  const { files } = useWords(commonWords)
  const said = useStateWords()
  return (
    <ul className={styles.files} role="status">
      {uploads.items.map((item) => {
        const { state } = item
        const failed = state.kind === 'failed'
        return (
          <li key={item.id}>
            <FileText size={18} aria-hidden />
            <span className={styles.fileText}>
              <span>{item.name}</span>
              <span className={failed ? 'field__error' : 'secondary small'}>{said(item)}</span>
              {'sent' in state && state.sent > 0 && <ProgressBar done={state.sent} total={state.total} label={item.name} />}
            </span>
            {failed && !OF_THE_FILE.has(state.problem.status) && (
              <Button size="small" onClick={() => uploads.retry(item.id)}>
                {files.retry}
              </Button>
            )}
            {goesInPieces(item) && (state.kind === 'uploading' || state.kind === 'waiting') && (
              <Button size="small" aria-label={files.pauseFile(item.name)} onClick={() => uploads.pause(item.id)}>
                {files.pause}
              </Button>
            )}
            {state.kind === 'paused' && (
              <Button size="small" aria-label={files.resumeFile(item.name)} onClick={() => uploads.resume(item.id)}>
                {files.resume}
              </Button>
            )}
            {(failed || state.kind === 'paused') && (
              <Button type="link" size="small" onClick={() => uploads.remove(item.id)}>
                {files.remove}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
