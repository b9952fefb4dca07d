import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listEvidence } from '@/api/sdk.gen'
import type { EvidenceRow } from '@/api/types.gen'
import { useSizeCheck } from '@/components/use-size-check'
import { sha256Of } from '@/lib/hash'
import { useUploads } from '@/lib/upload'

export interface Known {
  file: File
  document: EvidenceRow
}

async function findSame(file: File): Promise<EvidenceRow | null> {
  const sha256 = await sha256Of(file)
  if (sha256 === null) return null
  const { data } = await listEvidence({ query: { sha256, limit: 1 } })
  return data.items[0] ?? null
}

/** New files for the library: looked up by content first, so that the same proof is used again and not stored twice. */
export function useAdding() {
  const cache = useQueryClient()
  const [keepsLocation, setKeepsLocation] = useState(false)
  const [known, setKnown] = useState<readonly Known[]>([])
  const { refused, fitting } = useSizeCheck()
  const uploads = useUploads('library', () => void cache.invalidateQueries())
  const upload = (file: File) => uploads.add([file], keepsLocation ? { keep_location: 'true' } : {})
  const add = async (files: readonly File[]) => {
    for (const file of fitting(files)) {
      // without an answer the file goes up all the same; the server says then what it equals
      const document = await findSame(file).catch(() => null)
      if (document === null) upload(file)
      else setKnown((before) => [...before.filter((item) => item.file.name !== file.name), { file, document }])
    }
  }
  const drop = (file: File) => setKnown((before) => before.filter((item) => item.file !== file))
  return { uploads, known, refused, add, drop, upload, keepsLocation, setKeepsLocation }
}
