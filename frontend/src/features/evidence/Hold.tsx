import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getHoldOptions } from '@/api/@tanstack/react-query.gen'
import { holdDocument, liftHold } from '@/api/sdk.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { QueryState } from '@/components/QueryState'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'

/** Whether the document is held back from its end, and why. */
export function Hold({ id }: { id: string }) {
  const words = useWords(personalWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const query = useQuery(getHoldOptions({ path: { evidence_id: id } }))
  const acting = useMutation({
    mutationFn: async (hold: boolean) => {
      if (hold) await holdDocument({ path: { evidence_id: id }, body: { reason } })
      else await liftHold({ path: { evidence_id: id } })
    },
    onSuccess: () => {
      setAsking(false)
      void cache.invalidateQueries()
    },
  })
  const lacks = reason.trim() === ''
  return (
    <QueryState query={query} heights={[24]}>
      {(hold) => (
        <div className="stack" style={{ gap: 6 }}>
          {hold.held && hold.placed_by !== null && hold.placed_at !== null && <p className="small">{words.heldBy(hold.reason ?? '', hold.placed_by, formatMoment(hold.placed_at))}</p>}
          <div className="row">
            {hold.allowed_actions.includes('hold') && <Button size="small" onClick={() => setAsking(true)}>{words.hold}</Button>}
            {hold.allowed_actions.includes('lift') && <Button size="small" onClick={() => acting.mutate(false)}>{words.lift}</Button>}
          </div>
          {!asking && acting.error !== null && <ErrorState error={acting.error} />}
          {asking && (
            <Dialog
              title={words.hold}
              onClose={() => setAsking(false)}
              actions={
                <Button type="primary" aria-disabled={lacks} onClick={() => !lacks && acting.mutate(true)}>
                  {words.hold}
                </Button>
              }
            >
              <TextAreaField label={words.holdReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
              {acting.error !== null && <ErrorState error={acting.error} />}
            </Dialog>
          )}
        </div>
      )}
    </QueryState>
  )
}
