import { useMutation, useQueryClient } from '@tanstack/react-query'
import { chooseSubjectRequestDocuments, dropSubjectRequestDocument } from '@/api/sdk.gen'
import type { Going } from '@/api/types.gen'

/** What is said of documents: how they go out, and why not; null takes them off the request. */
export interface Choice {
  ids: readonly string[]
  goes: Going | null
  reason?: string
}

/** Documents are put on a request, or taken off it. */
export function useChoosing(requestId: string, onDone?: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async ({ ids, goes, reason }: Choice) => {
      const path = { request_id: requestId }
      if (goes === null) for (const id of ids) await dropSubjectRequestDocument({ path: { ...path, evidence_id: id } })
      else await chooseSubjectRequestDocuments({ path, body: { evidence_ids: [...ids], goes, reason: reason ?? null } })
    },
    onSuccess: () => {
      onDone?.()
      void cache.invalidateQueries()
    },
  })
}
