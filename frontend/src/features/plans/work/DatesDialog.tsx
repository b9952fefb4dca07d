import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { changeAssignments } from '@/api/sdk.gen'
import type { AssignmentRow, BulkOutcomes } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { DueChoice, type Due } from './DueChoice'
import { Outcomes } from './Outcomes'

/** Another day for many: first what would happen, then the act; what could not be moved is told by name. */
export function DatesDialog({ rows, onClose, onDone }: { rows: readonly AssignmentRow[]; onClose: () => void; onDone: () => void }) {
  const words = useWords(workWords)
  const close = useWords(commonWords).close
  const cache = useQueryClient()
  const [due, setDue] = useState<Due | null>(null)
  const [reason, setReason] = useState('')
  const [told, setTold] = useState<BulkOutcomes>()
  const acting = useMutation({
    mutationFn: async ({ given, dry }: { given: Due; dry: boolean }) => {
      const items = rows.map(({ id, version }) => ({ id, version }))
      const { data } = await changeAssignments({ body: { action: 'dates', items, reason, dry_run: dry, ...given } })
      return data
    },
    onSuccess: (outcomes) => {
      setTold(outcomes)
      if (!outcomes.dry_run) {
        void cache.invalidateQueries()
        onDone()
      }
    },
  })
  const ready = due !== null && reason.trim() !== '' && !acting.isPending
  const finished = told !== undefined && !told.dry_run
  const send = (dry: boolean) => ready && acting.mutate({ given: due, dry })
  const choose = (given: Due | null | undefined) => {
    setDue(given ?? null)
    // what was told was told of another day
    setTold(undefined)
  }
  return (
    <Dialog
      title={words.changeDates}
      onClose={onClose}
      width={560}
      ownWayOut={finished || told?.changed === 0}
      actions={
        finished || told?.changed === 0 ? (
          <Button type="primary" onClick={onClose}>
            {close}
          </Button>
        ) : (
          <Button type="primary" aria-disabled={!ready} onClick={() => send(told === undefined)}>
            {told === undefined ? words.preview : words.apply(told.changed)}
          </Button>
        )
      }
    >
      <div className="stack">
        {!finished && (
          <fieldset className="stack" disabled={acting.isPending}>
            <DueChoice onChange={choose} />
            <TextAreaField label={words.reason} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
          </fieldset>
        )}
        {told !== undefined && <Outcomes outcomes={told} said={finished ? words.moved : words.wouldMove} />}
        {acting.error !== null && <ErrorState error={acting.error} />}
      </div>
    </Dialog>
  )
}
