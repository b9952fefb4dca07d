import { CircleX, ShieldQuestion, UserRound } from 'lucide-react'
import type { EvidenceRow } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { evidenceWords } from '@/i18n/evidence'
import { useWords } from '@/i18n/words'

/** What must be known of a document before it is used. */
export function Marks({ row }: { row: Pick<EvidenceRow, 'contains_personal_data' | 'scan_state' | 'review_state'> }) {
  const words = useWords(evidenceWords)
  return (
    <span className="row" style={{ gap: 4 }}>
      {row.contains_personal_data && <Mark icon={UserRound} colour="amber" fill>{words.personal}</Mark>}
      {row.review_state === 'rejected' && <Mark icon={CircleX} colour="red" fill>{words.rejected}</Mark>}
      {row.scan_state === 'not_scanned' && <Mark icon={ShieldQuestion} colour="grey">{words.notScanned}</Mark>}
    </span>
  )
}
