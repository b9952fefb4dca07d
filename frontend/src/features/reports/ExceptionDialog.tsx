import { Button } from 'antd'
import { useState } from 'react'
import { createExceptionMutation } from '@/api/@tanstack/react-query.gen'
import type { BoardRow } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { useSaving } from '@/components/use-saving'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'

/** One unit's own end of the period: those it was given, and another one with its reason while the unit still writes, or writes again what came back. */
export function ExceptionDialog({ periodId, row, onClose }: { periodId: string; row: BoardRow; onClose: () => void }) {
  const unit = row.unit_before ?? row.unit
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const [day, setDay] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const granting = useSaving(createExceptionMutation(), onClose)
  const may = row.allowed_actions.includes('except')
  const ready = day !== null && reason.trim() !== ''
  const grant = () => {
    if (ready) granting.mutate({ path: { period_id: periodId }, body: { unit_id: unit.id, ends_at: `${day}T17:00:00+07:00`, reason } })
  }
  return (
    <Dialog
      title={review.exceptFor(unit.name)}
      onClose={onClose}
      actions={
        may && (
          <Button type="primary" aria-disabled={!ready || granting.isPending} onClick={grant}>
            {words.except}
          </Button>
        )
      }
    >
      <div className="stack">
        {row.exceptions.length > 0 && (
          <ol className="stack" aria-label={review.exceptGiven}>
            {row.exceptions.map((given) => (
              <li key={given.granted_at}>
                <strong>{review.exceptUntil(formatMoment(given.ends_at))}</strong>: {given.reason}
                <br />
                <span className="secondary small">{review.exceptBy(given.granted_by, formatMoment(given.granted_at))}</span>
              </li>
            ))}
          </ol>
        )}
        {may && <DayField label={words.exceptUntil} hint={review.hours} value={day} onChange={setDay} />}
        {may && <TextAreaField label={words.exceptReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />}
        {granting.error !== null && <ErrorState error={granting.error} />}
      </div>
    </Dialog>
  )
}
