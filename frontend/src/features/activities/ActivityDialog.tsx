import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { createActivity, updateActivity } from '@/api/sdk.gen'
import type { ActivityRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { activityWords } from '@/i18n/activities'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import { useToday } from '@/lib/session/access'
import { draftOf, isReady, newOf, patchOf, type Draft } from './draft'
import { ActivityFields, ResultFields } from './Fields'
import { Serving } from './Serving'

function useSaving(activity: ActivityRead | undefined, draft: Draft, onDone: () => void) {
  const cache = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: async () => {
      if (activity === undefined) return (await createActivity({ body: newOf(draft) })).data.id
      await updateActivity({ path: { activity_id: activity.id }, body: patchOf(draft, activity), headers: ifMatch(activity.version) })
      return null
    },
    onSuccess: (made) => {
      void cache.invalidateQueries()
      onDone()
      // to the page of the new one: what comes next is its photos
      if (made !== null) router.history.push(`/activities/${made}`)
    },
  })
}

/** An activity is written down, changed while it is planned, or corrected once it was held. */
export function ActivityDialog({ activity, onClose }: { activity?: ActivityRead; onClose: () => void }) {
  const words = useWords(activityWords)
  const today = useToday()
  const [draft, setDraft] = useState(() => draftOf(activity, today))
  const change = (given: Partial<Draft>) => setDraft({ ...draft, ...given })
  const saving = useSaving(activity, draft, onClose)
  const ready = isReady(draft) && !saving.isPending
  const problem: unknown = saving.error
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  const isNew = activity === undefined
  return (
    <Dialog
      title={isNew ? words.add : draft.state === 'held' ? words.correct : words.edit}
      onClose={onClose}
      width={640}
      actions={
        <Button type="primary" aria-disabled={!ready} onClick={() => ready && saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        {isNew && (
          <Chips
            label={words.state}
            chips={[
              { key: 'held', label: words.states.held },
              { key: 'planned', label: words.states.planned },
            ]}
            chosen={draft.state}
            onChoose={(state) => change({ state })}
          />
        )}
        {!isNew && draft.state === 'held' && <p className="secondary">{words.correctHint}</p>}
        <ActivityFields draft={draft} onChange={change} errorOf={errorOf} />
        {draft.state === 'held' && <ResultFields draft={draft} onChange={change} errorOf={errorOf} />}
        <Serving draft={draft} onChange={change} />
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}
