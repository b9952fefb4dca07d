import type { ReasonCode } from '@/api/types.gen'
import { ReasonForm } from '@/components/ReasonForm'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { useMarking, type ReviewPart } from './review-marks'

/** The reason of one line or answer, kept as the reviewer's mark on it. */
export function PartReason({ part, onClose, onKept }: { part: ReviewPart; onClose: () => void; onKept: () => void }) {
  const marking = useMarking(part.report_id, onKept)
  const keep = (reason_code: ReasonCode, reason: string) => marking.mark(part, { mark: 'return', reason_code, reason })
  return <ReturnReason name={part.id} mark={part.mark} error={marking.error} busy={marking.busy} onClose={onClose} onKeep={keep} />
}

interface ReturnReasonProps {
  name: string
  title?: string
  mark: { reason_code: ReasonCode | null; reason: string | null } | null
  error: unknown
  busy: boolean
  onClose: () => void
  onKeep: (code: ReasonCode, reason: string) => void
}

/** Why parts of a report go back. */
export function ReturnReason({ mark, ...form }: ReturnReasonProps) {
  const { reason } = useWords(termWords)
  return <ReasonForm<ReasonCode> {...form} codes={reason} begin={mark?.reason_code ?? 'not_enough_detail'} text={mark?.reason ?? ''} />
}
