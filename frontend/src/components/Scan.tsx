import type { ReactNode } from 'react'
import { Bug, Hourglass, ShieldAlert, ShieldQuestion } from 'lucide-react'
import type { EvidenceRow } from '@/api/types.gen'
import { evidenceWords } from '@/i18n/evidence'
import { useWords } from '@/i18n/words'
import { Mark } from './Status'
import styles from './Scan.module.css'

type ScanState = EvidenceRow['scan_state']
const LOOKS = {
  not_scanned: { icon: ShieldQuestion, colour: 'grey' },
  pending: { icon: Hourglass, colour: 'blue' },
  infected: { icon: Bug, colour: 'red', fill: true },
  failed: { icon: ShieldAlert, colour: 'amber', fill: true },
} as const

/** How a file stands with the virus scanner; nothing where it is clean. */
export function ScanMark({ state }: { state: ScanState }) {
  const words = useWords(evidenceWords)
  return state === 'clean' ? null : <Mark {...LOOKS[state]}>{words.scanMarks[state]}</Mark>
}

/** In the place of a file that nobody may open: why, and for its own unit what to do about it; `children` are for doing it. */
export function ScanNotice({ state, finding, mends, children }: { state: 'pending' | 'infected' | 'failed'; finding?: string | null; mends: boolean; children?: ReactNode }) {
  const { scanned } = useWords(evidenceWords)
  const reason = finding === 'too_large' || finding === 'encrypted' || finding === 'scanner_failed' ? finding : 'other'
  const said = state === 'pending' ? scanned.pending : state === 'infected' ? scanned.infected(finding ?? '') : scanned.failed[reason]
  const mend = state === 'pending' ? null : state === 'infected' ? scanned.mendInfected : scanned.mendFailed[reason]
  return (
    <div className={`${styles.notice} ${styles[state]}`} role="status">
      <p>{said}</p>
      {mends && mend !== null && <p>{mend}</p>}
      {children}
    </div>
  )
}
