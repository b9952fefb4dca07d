import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { acceptEvidence, rejectEvidence } from '@/api/sdk.gen'
import type { EvidenceRead, RejectionCode } from '@/api/types.gen'
import { judgingWords } from '@/i18n/judging'
import { useWords } from '@/i18n/words'
import { ErrorState } from './ErrorState'
import { ReasonForm } from './ReasonForm'

/** Accept a document, or say why not. It is the file on the screen that is judged: another one meanwhile is refused and shown. */
export function EvidenceDecision({ document }: { document: EvidenceRead }) {
  const words = useWords(judgingWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const path = { evidence_id: document.id }
  const deciding = useMutation({
    mutationFn: async (why: { reason_code: RejectionCode; reason: string | null } | null) => {
      const { sha256 } = document
      await (why === null ? acceptEvidence({ path, body: { sha256 } }) : rejectEvidence({ path, body: { sha256, ...why } }))
    },
    onSuccess: () => setAsking(false),
    onSettled: () => void cache.invalidateQueries(),
  })
  const may = (action: string) => document.allowed_actions.includes(action)
  if (!may('accept') && !may('reject')) return null
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row">
        {may('accept') && (
          <Button size="small" aria-disabled={deciding.isPending} onClick={() => !deciding.isPending && deciding.mutate(null)}>
            <Check size={16} aria-hidden /> {words.accept}
          </Button>
        )}
        {may('reject') && (
          <Button size="small" aria-expanded={asking} onClick={() => setAsking(!asking)}>
            <X size={16} aria-hidden /> {words.reject}
          </Button>
        )}
      </div>
      {asking ? (
        <ReasonForm<RejectionCode>
          name={document.id}
          title={words.rejectWhich(document.title)}
          codes={words.code}
          begin={document.expired ? 'expired' : 'not_readable'}
          suffices={(code) => code !== 'other'}
          keep={words.reject}
          error={deciding.error}
          busy={deciding.isPending}
          onClose={() => setAsking(false)}
          onKeep={(reason_code, reason) => deciding.mutate({ reason_code, reason: reason.trim() === '' ? null : reason })}
        />
      ) : (
        deciding.error !== null && <ErrorState error={deciding.error} />
      )}
    </div>
  )
}
