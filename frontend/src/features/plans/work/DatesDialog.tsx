import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { changeAssignments } from '@/api/sdk.gen'
import type { AssignmentRow } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { plansWords } from '@/i18n/plans'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { DueChoice, type Due } from './DueChoice'
import { Outcomes } from './Outcomes'

/** Another day for many: first what would happen, then the act; what could not be moved is told by name. */
export function DatesDialog({ rows, onClose, onDone }: { rows: readonly AssignmentRow[]; onClose: () => void; onDone: () => void }) {
  const words = useWords(workWords)
  const close = useWords(plansWords).close
  const cache = useQueryClient()
  const [due, setDue] = useState<Due | null>(null)
  const [reason, setReason] = useState('')
  const acting = useMutation({
    mutationFn: async ({ given, dry }: { given: Due; dry: boolean }) => {
      const items = rows.map(({ id, version }) => ({ id, version }))
      const { data } = await changeAssignments({ body: { action: 'dates', items, reason, dry_run: dry, ...given } })
      return data
    },
    onSuccess: (outcomes) => {
      if (!outcomes.dry_run) {
        void cache.invalidateQueries()
        onDone()
      }
    },
  })
  const ready = due !== null && reason.trim() !== ''
  const told = acting.data
  const finished = told !== undefined && !told.dry_run
  const send = (dry: boolean) => ready && acting.mutate({ given: due, dry })
  return (
    <Dialog
      title={words.changeDates}
      onClose={onClose}
      width={560}
      actions={
        finished ? (
          <Button type="primary" onClick={onClose}>
            {close}
          </Button>
        ) : (
          <>
            <Button aria-disabled={!ready || acting.isPending} onClick={() => send(true)}>
              {words.preview}
            </Button>
            <Button type="primary" aria-disabled={!ready || acting.isPending} onClick={() => send(false)}>
              {words.apply(rows.length)}
            </Button>
          </>
        )
      }
    >
      <div className="stack">
        {!finished && (
          <>
            <DueChoice onChange={setDue} />
            <TextAreaField label={words.reason} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
          </>
        )}
        {told !== undefined && <Outcomes outcomes={told} said={finished ? words.moved : words.wouldMove} />}
        {acting.error !== null && <ErrorState error={acting.error} />}
      </div>
    </Dialog>
  )
}
