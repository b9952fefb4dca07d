import { useQuery } from '@tanstack/react-query'
import { getEvidenceOptions } from '@/api/@tanstack/react-query.gen'

const WHILE_READING_MS = 2000

/** A document, asked for again for as long as its signatures are being read. */
export function useDocument(id: string, enabled = true) {
  return useQuery({
    ...getEvidenceOptions({ path: { evidence_id: id } }),
    enabled,
    refetchInterval: ({ state }) => (state.data?.signature_state === 'reading' ? WHILE_READING_MS : false),
  })
}
