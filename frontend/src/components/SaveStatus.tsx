import { Button } from 'antd'
import { CircleAlert, CircleCheck, CloudOff, LoaderCircle } from 'lucide-react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import type { DraftStatus } from '@/lib/drafts/types'
import { formatTime } from '@/lib/format'
import styles from './bits.module.css'

/** What became of the typing: saved, kept on this device, or why not. */
export function SaveStatus<A, B = A>({ status, onCompare }: { status: DraftStatus<A> | DraftStatus<B>; onCompare?: () => void }) {
  const { save } = useWords(commonWords)
  const said = {
    clean: '',
    editing: save.saving,
    saving: save.saving,
    saved: status.kind === 'saved' ? save.savedAt(formatTime(status.at)) : '',
    kept: save.kept,
    failed: status.kind === 'failed' ? save.failed(status.problem.detail) : '',
    conflict: save.conflict,
  }[status.kind]
  const Icon = { clean: null, editing: LoaderCircle, saving: LoaderCircle, saved: CircleCheck, kept: CloudOff, failed: CircleAlert, conflict: CircleAlert }[status.kind]
  return (
    <span className={styles.save} data-kind={status.kind} role="status">
      {Icon !== null && <Icon size={16} aria-hidden />}
      {said}
      {status.kind === 'conflict' && onCompare !== undefined && (
        <Button size="small" onClick={onCompare}>
          {save.compare}
        </Button>
      )}
    </span>
  )
}
