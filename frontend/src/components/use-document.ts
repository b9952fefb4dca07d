import { useQuery } from '@tanstack/react-query'
import { getEvidenceOptions } from '@/api/@tanstack/react-query.gen'
import type { EvidenceRow } from '@/api/types.gen'

const WHILE_READING_MS = 2000
const LONGEST_PAUSE_MS = 60_000

/** When to ask again for what waits for the virus scanner, or for its signatures to be read, after so many answers: ever more seldom, for a
 * scanner may be gone for days. */
function pauseAfter(answers: number): number {
  return Math.min(LONGEST_PAUSE_MS, WHILE_READING_MS * 1.5 ** Math.max(0, answers - 3))
}

/** The same for a list, whose answers are counted from the moment when others wait than before: what was added just now is soon shown. */
export function pausesWhileWaiting() {
  let known = ''
  let before = 0
  return (waiting: string[], answers: number): number | false => {
    const present = waiting.join()
    if (present !== known) before = answers
    known = present
    return waiting.length === 0 ? false : pauseAfter(answers - before)
  }
}

/** A document, asked for again for as long as its signatures are being read, or the virus scanner has not looked at it. */
export function useDocument(id: string, enabled = true) {
  return useQuery({
    ...getEvidenceOptions({ path: { evidence_id: id } }),
    enabled,
    refetchInterval: ({ state }) => (state.data?.signature_state === 'reading' || state.data?.scan_state === 'pending' ? pauseAfter(state.dataUpdateCount) : false),
  })
}

type Scanned = Pick<EvidenceRow, 'scan_state'> & { scan_finding?: string | null }

/** How a document stands with the virus scanner, of which something may be shown that was read a while ago; whoever sees but its redacted
 * copy is told nothing newer. */
export function useScanned({ id, scan_state: state, redacted }: Pick<EvidenceRow, 'id' | 'scan_state'> & { redacted: boolean }): Scanned {
  const { data } = useDocument(id, !isOpen(state) && !redacted)
  return isOpen(state) || data === undefined ? { scan_state: state } : data
}

/** Whether its file may be opened. */
export function isOpen(state: EvidenceRow['scan_state']): state is 'clean' | 'not_scanned' {
  return state === 'clean' || state === 'not_scanned'
}
