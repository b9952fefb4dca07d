import { CircleCheck, CircleX, Send, type LucideIcon } from 'lucide-react'
import type { DispatchRow } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { dispatchesWords } from '@/i18n/dispatches'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'

const LOOKS: Record<DispatchRow['state'], { icon: LucideIcon; colour: 'green' | 'blue' | 'red' }> = {
  queued: { icon: Send, colour: 'blue' },
  delivered: { icon: CircleCheck, colour: 'green' },
  given_up: { icon: CircleX, colour: 'red' },
}

export function DispatchMark({ state }: { state: DispatchRow['state'] }) {
  const words = useWords(dispatchesWords)
  return <Mark {...LOOKS[state]}>{words.states[state]}</Mark>
}

/** By what one can prove that it went: the province's receipt, or the number of the document. */
export function useProof(row: DispatchRow): string | null {
  const words = useWords(dispatchesWords)
  if (row.document_number !== null && row.sent_on !== null) return words.number(row.document_number, formatDay(row.sent_on))
  return row.receipt_id !== null && row.received_at !== null ? words.receivedAt(row.receipt_id, formatMoment(row.received_at)) : null
}

export function Proof({ row }: { row: DispatchRow }) {
  return useProof(row) ?? '–'
}
