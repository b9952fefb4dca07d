import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getAmendmentOptions } from '@/api/@tanstack/react-query.gen'
import { updateAmendment } from '@/api/sdk.gen'
import type { AmendmentRead, AmendmentUpdate, PlanRead } from '@/api/types.gen'
import { ifMatch } from '@/lib/http/etags'

/** A proposed change, as the server takes it. */
export type Change = NonNullable<AmendmentUpdate['changes']>[number]

export function changesOf(amendment: AmendmentRead): Change[] {
  return amendment.changes as unknown as Change[]
}

/** How one writes on a plan now: at once on a draft, into the amendment that is being written, or only to put words right. */
export function useWriting(plan: PlanRead | undefined) {
  const cache = useQueryClient()
  const id = plan?.amendment_id ?? null
  const amendment = useQuery({ ...getAmendmentOptions({ path: { amendment_id: id ?? '' } }), enabled: id !== null }).data
  const open = amendment !== undefined && amendment.allowed_actions.includes('edit') ? amendment : undefined
  const may = plan?.allowed_actions.includes('edit') === true
  const saving = useMutation({
    mutationFn: async (changes: Change[]) => {
      if (open === undefined) return
      await updateAmendment({ path: { amendment_id: open.id }, headers: ifMatch(open.version), body: { changes } })
    },
    onSuccess: () => cache.invalidateQueries(),
  })
  return {
    amendment: open,
    draft: may && plan.state === 'draft',
    may,
    saving,
    /** Adds changes to those that are written. */
    propose: (...added: Change[]) => saving.mutateAsync([...(open === undefined ? [] : changesOf(open)), ...added]),
  }
}

export type Writing = ReturnType<typeof useWriting>
