import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'

interface ReasonProps {
  title: string
  says?: ReactNode
  /** What the reason is called; absent where none is asked for. */
  label?: string
  action: string
  error: unknown
  busy: boolean
  onDo: (reason: string) => void
  onClose: () => void
}

/** A step that needs a second look: what it does, and why it is taken. */
export function ReasonDialog({ title, says, label, action, error, busy, onDo, onClose }: ReasonProps) {
  const [reason, setReason] = useState('')
  const ready = (label === undefined || reason.trim() !== '') && !busy
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button type="primary" loading={busy} aria-disabled={!ready} onClick={() => ready && onDo(reason.trim())}>
          {action}
        </Button>
      }
    >
      <div className="stack">
        {says !== undefined && <p>{says}</p>}
        {label !== undefined && <TextAreaField label={label} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />}
        {error !== null && <ErrorState error={error} />}
      </div>
    </Dialog>
  )
}
