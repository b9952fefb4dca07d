import { CalendarX, CircleCheck, CircleX, FileClock, ShieldAlert, UserRound } from 'lucide-react'
import type { EvidenceRow } from '@/api/types.gen'
import { AlikeMark } from '@/components/Alike'
import { ScanMark } from '@/components/Scan'
import { SignatureMark } from '@/components/Signatures'
import { Mark } from '@/components/Status'
import { evidenceWords } from '@/i18n/evidence'
import { judgingWords } from '@/i18n/judging'
import { useWords } from '@/i18n/words'

const CARE = new Set(['active_content', 'embedded_files', 'external_content', 'encrypted', 'password', 'damaged'])

/** What must be known of a document before it is used. */
export function Marks({ row }: { row: Pick<EvidenceRow, 'contains_personal_data' | 'scan_state' | 'review_stage' | 'flags' | 'signature_state' | 'expired' | 'replaced' | 'alike'> }) {
  const words = useWords(evidenceWords)
  const judging = useWords(judgingWords)
  return (
    <span className="row" style={{ gap: 4 }}>
      {row.contains_personal_data && <Mark icon={UserRound} colour="amber" fill>{words.personal}</Mark>}
      {row.review_stage === 'rejected' && <Mark icon={CircleX} colour="red" fill>{words.rejected}</Mark>}
      {row.review_stage === 'accepted' && <Mark icon={CircleCheck} colour="green">{words.accepted}</Mark>}
      {row.expired && <Mark icon={CalendarX} colour="amber" fill>{judging.expired}</Mark>}
      {row.replaced && <Mark icon={FileClock} colour="amber" fill>{judging.replaced}</Mark>}
      {row.flags.some((flag) => CARE.has(flag)) && <Mark icon={ShieldAlert} colour="amber" fill>{words.care}</Mark>}
      {row.alike && <AlikeMark />}
      <SignatureMark state={row.signature_state} />
      <ScanMark state={row.scan_state} />
    </span>
  )
}

/** The same in sentences, with what became of a photo on its way. */
export function FlagSentences({ flags }: { flags: readonly string[] }) {
  const words: Record<string, string | undefined> = useWords(evidenceWords).flags
  if (flags.length === 0) return null
  return (
    <ul className="small">
      {flags.map((flag) => (
        <li key={flag}>{words[flag]}</li>
      ))}
    </ul>
  )
}
