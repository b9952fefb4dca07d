import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { proposeErasures } from '@/api/sdk.gen'
import type { ErasureOutcomes, Ground } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { Grounds } from '@/components/Grounds'
import { LongList } from '@/components/LongList'
import { ManyBar } from '@/components/table/ManyBar'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'

interface ManyProps {
  ids: readonly string[]
  /** Which grounds there are here; the first is suggested. */
  grounds: readonly [Ground, ...Ground[]]
  onClear: () => void
}

/** The documents that were chosen are proposed to be erased in one act; those that were refused are told by name, with the reason. */
export function ProposeMany({ ids, grounds, onClear }: ManyProps) {
  const words = useWords(personalWords)
  // what is asked about does not change under the question
  const [asked, setAsked] = useState<readonly string[] | null>(null)
  return (
    <>
      {ids.length > 0 && (
        <ManyBar>
          <strong role="status">{words.chosenDocuments(ids.length)}</strong>
          <Button danger onClick={() => setAsked(ids)}>
            {words.proposeMany(ids.length)}
          </Button>
          <Button type="link" onClick={onClear}>
            {words.clearChoice}
          </Button>
        </ManyBar>
      )}
      {asked !== null && <Proposing ids={asked} grounds={grounds} onDone={onClear} onClose={() => setAsked(null)} />}
    </>
  )
}

function Proposing({ ids, grounds, onDone, onClose }: Omit<ManyProps, 'onClear'> & { onDone: () => void; onClose: () => void }) {
  const words = useWords(personalWords)
  const cache = useQueryClient()
  const [ground, setGround] = useState<Ground>(grounds[0])
  const [reason, setReason] = useState('')
  const sending = useMutation({
    mutationFn: async () => (await proposeErasures({ body: { evidence_ids: [...ids], ground, reason } })).data,
    onSuccess: () => {
      onDone()
      void cache.invalidateQueries()
    },
  })
  const ready = reason.trim() !== '' && !sending.isPending
  const told = sending.data
  return (
    <Dialog
      title={words.proposeMany(ids.length)}
      onClose={onClose}
      width={560}
      ownWayOut={told !== undefined}
      actions={
        told !== undefined ? (
          <Button type="primary" onClick={onClose}>
            {words.close}
          </Button>
        ) : (
          <Button type="primary" aria-disabled={!ready} onClick={() => ready && sending.mutate()}>
            {words.proposeDo}
          </Button>
        )
      }
    >
      {told !== undefined ? (
        <Told outcomes={told} />
      ) : (
        <fieldset className="stack" disabled={sending.isPending}>
          {grounds.length > 1 && <Grounds grounds={grounds} ground={ground} onChoose={setGround} />}
          <TextAreaField label={words.proposeReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </fieldset>
      )}
      {sending.error !== null && <ErrorState error={sending.error} />}
    </Dialog>
  )
}

function Told({ outcomes }: { outcomes: ErasureOutcomes }) {
  const words = useWords(personalWords)
  const said = words.proposedMany(outcomes.proposed, outcomes.refused)
  const refused = outcomes.items.filter(({ detail }) => detail !== null)
  return (
    <div role="status" className="stack" style={{ gap: 4 }}>
      <p>
        <strong>{said}</strong>
      </p>
      {refused.length > 0 && (
        <LongList
          disc
          label={said}
          items={refused.map(({ title, detail }) => (
            <>
              <strong>{title}</strong>: {detail}
            </>
          ))}
        />
      )}
    </div>
  )
}
