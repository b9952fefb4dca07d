import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { proposeErasure } from '@/api/sdk.gen'
import type { EvidenceRead, Ground } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { Grounds } from '@/components/Grounds'
import { HoldingPacks } from '@/components/HoldingPacks'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { download } from '@/lib/download'
import { formatMoment } from '@/lib/format'

/** What is left of a document, instead of its pages. */
export function Erased({ document }: { document: EvidenceRead }) {
  const words = useWords(personalWords)
  const taking = useMutation({ mutationFn: () => download(`/api/v1/evidence/${document.id}/tombstone`, {}, 'application/json', 'bien-ban-xoa.json') })
  return (
    <section className="stack" style={{ gap: 8 }}>
      {document.erased_at !== null && <p>{words.erasedAt(formatMoment(document.erased_at))}</p>}
      <HoldingPacks id={document.id} />
      <div>
        <Button size="small" onClick={() => taking.mutate()}>
          {words.tombstone}
        </Button>
      </div>
      {taking.error !== null && <ErrorState error={taking.error} />}
    </section>
  )
}

/** Ask for a document to be erased, with the ground and the reason that stay. */
export function ProposeErasure({ id }: { id: string }) {
  const words = useWords(personalWords)
  const cache = useQueryClient()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [ground, setGround] = useState<Ground>('data_subject')
  const sending = useMutation({
    mutationFn: () => proposeErasure({ body: { evidence_id: id, ground, reason } }),
    onSuccess: () => {
      setOpen(false)
      void cache.invalidateQueries()
    },
  })
  const lacks = reason.trim() === ''
  return (
    <div className="row">
      <Button size="small" onClick={() => setOpen(true)}>
        {words.propose}
      </Button>
      {sending.isSuccess && <span role="status">{words.proposedDone}</span>}
      {open && (
        <Dialog
          title={words.propose}
          onClose={() => setOpen(false)}
          actions={
            <Button type="primary" aria-disabled={lacks} onClick={() => !lacks && sending.mutate()}>
              {words.proposeDo}
            </Button>
          }
        >
          <div className="stack">
            <HoldingPacks id={id} />
            <Grounds grounds={['data_subject', 'retention_over', 'unneeded']} ground={ground} onChoose={setGround} />
            <TextAreaField label={words.proposeReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
            {sending.error !== null && <ErrorState error={sending.error} />}
          </div>
        </Dialog>
      )}
    </div>
  )
}
