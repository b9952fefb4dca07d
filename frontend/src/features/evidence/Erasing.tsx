import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getTombstoneOptions } from '@/api/@tanstack/react-query.gen'
import { proposeErasure } from '@/api/sdk.gen'
import type { EvidenceRead, Ground } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { FactList } from '@/components/FactList'
import { TextAreaField } from '@/components/Field'
import { Grounds } from '@/components/Grounds'
import { HoldingPacks } from '@/components/HoldingPacks'
import { QueryState } from '@/components/QueryState'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { download } from '@/lib/download'
import { formatMoment } from '@/lib/format'

/** What the tombstone, which is signed as text, says of the way to the end. */
interface Ending {
  ground: Ground
  reason: string
  proposed_by: string
  proposed_at: string
  approved_by: string
  approved_at: string | null
}

/** What is left of a document, instead of its pages: who wanted it gone, who agreed, and why. */
export function Erased({ document }: { document: EvidenceRead }) {
  const words = useWords(personalWords)
  const query = useQuery(getTombstoneOptions({ path: { evidence_id: document.id } }))
  const taking = useMutation({ mutationFn: () => download(`/api/v1/evidence/${document.id}/tombstone`, {}, 'application/json', 'bien-ban-xoa.json') })
  return (
    <section className="stack" style={{ gap: 8 }}>
      {document.erased_at !== null && <p>{words.erasedAt(formatMoment(document.erased_at))}</p>}
      <QueryState query={query} heights={[96]}>
        {({ content }) => <Ended ending={(JSON.parse(content) as { erasure: Ending }).erasure} />}
      </QueryState>
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

function Ended({ ending }: { ending: Ending }) {
  const words = useWords(personalWords)
  const { ground, reason, proposed_by: proposer, proposed_at: proposed, approved_by: approver, approved_at: approved } = ending
  return (
    <FactList
      facts={[
        [words.ground, words.grounds[ground]],
        [words.reason, reason],
        [words.proposer, `${proposer}, ${formatMoment(proposed)}`],
        [words.approver, approved === null ? approver : `${approver}, ${formatMoment(approved)}`],
      ]}
    />
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
