import { Button } from 'antd'
import { useState } from 'react'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import { formatDay, type Day } from '@/lib/format'

interface ConfirmDialogProps {
  day: Day
  atOnce: boolean
  busy: boolean
  error: unknown
  onConfirm: () => void
  onClose: () => void
}

/** Nothing is stored before the day was typed once more. */
export function ConfirmDialog({ day, atOnce, busy, error, onConfirm, onClose }: ConfirmDialogProps) {
  const words = useWords(reorganisationWords)
  const [typed, setTyped] = useState<Day | null>(null)
  const same = typed === day
  const spoken = formatDay(day)
  return (
    <Dialog
      title={words.confirmTitle}
      onClose={onClose}
      actions={
        <Button type="primary" danger={atOnce} aria-disabled={!same} loading={busy} onClick={() => same && onConfirm()}>
          {words.confirm}
        </Button>
      }
    >
      <div className="stack">
        <p>{atOnce ? words.confirmNow(spoken) : words.confirmLater(spoken)}</p>
        <DayField label={words.typeDay(spoken)} value={typed} onChange={setTyped} />
        {error !== null && <ErrorState error={error} />}
      </div>
    </Dialog>
  )
}
