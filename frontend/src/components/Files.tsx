import { Button } from 'antd'
import { Camera, FileText } from 'lucide-react'
import { useRef } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatPercent, formatSize } from '@/lib/format'
import type { Upload as UploadItem } from '@/lib/upload'
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

export function UploadList({ items, onRetry, onRemove }: { items: readonly UploadItem[]; onRetry: (id: string) => void; onRemove: (id: string) => void }) {
  const { files } = useWords(commonWords)
  return (
    <ul className={styles.files} role="status">
      {items.map((item) => {
        const { state } = item
        const said = {
          queued: files.queued,
          uploading: state.kind === 'uploading' ? files.uploading(formatPercent(Math.round((100 * state.sent) / Math.max(state.total, 1))), formatSize(state.total)) : '',
          waiting: files.offline,
          failed: state.kind === 'failed' ? files.failed(state.problem.detail) : '',
        }[state.kind]
        return (
          <li key={item.id}>
            <FileText size={18} aria-hidden />
            <span className={styles.fileText}>
              <span>{item.name}</span>
              <span className={state.kind === 'failed' ? 'field__error' : 'secondary small'}>{said}</span>
              {state.kind === 'uploading' && <ProgressBar done={state.sent} total={state.total} label={item.name} />}
            </span>
            {state.kind === 'failed' && (
              <>
                <Button size="small" onClick={() => onRetry(item.id)}>
                  {files.retry}
                </Button>
                <Button type="link" size="small" onClick={() => onRemove(item.id)}>
                  {files.remove}
                </Button>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
