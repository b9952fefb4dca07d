import { useMutation, useQueryClient } from '@tanstack/react-query'
import { chooseSubjectRequestDocuments, dropSubjectRequestDocument } from '@/api/sdk.gen'
import type { Going } from '@/api/types.gen'

/** A document in the version that was seen. */
export interface Seen {
  id: string
  version: number
}

/** What is said of documents: how they go out, and why not; null takes them off the request. */
export interface Choice {
  seen: readonly Seen[]
  goes: Going | null
  reason?: string
}

/** Documents are put on a request, or taken off it. */
export function useChoosing(requestId: string, onDone?: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async ({ seen, goes, reason }: Choice) => {
      const path = { request_id: requestId }
      if (goes === null) for (const { id } of seen) await dropSubjectRequestDocument({ path: { ...path, evidence_id: id } })
      else {
        const versions = Object.fromEntries(seen.map(({ id, version }) => [id, version]))
        await chooseSubjectRequestDocuments({ path, body: { evidence_ids: seen.map(({ id }) => id), file_versions: versions, goes, reason: reason ?? null } })
      }
    },
    onSuccess: () => {
      onDone?.()
      void cache.invalidateQueries()
    },
  })
}
