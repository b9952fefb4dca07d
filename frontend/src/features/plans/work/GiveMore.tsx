import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { getPlanOptions, listUnitGroupsOptions } from '@/api/@tanstack/react-query.gen'
import { changeAssignments } from '@/api/sdk.gen'
import type { TaskRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { EffectNote } from '@/features/plans/EffectNote'
import { ManySelect, UnitsSelect } from '@/features/plans/UnitsSelect'
import { commonWords } from '@/i18n/common'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { Outcomes } from './Outcomes'

/** Gives the task to further units and to whole groups in one act; who has it already is named. */
export function GiveMore({ task }: { task: TaskRead }) {
  const words = useWords(workWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.giveMore}
      </Button>
      {open && <GiveDialog task={task} onClose={() => setOpen(false)} />}
    </>
  )
}

function GiveDialog({ task, onClose }: { task: TaskRead; onClose: () => void }) {
  const words = useWords(workWords)
  const terms = useWords(termWords)
  const close = useWords(commonWords).close
  const cache = useQueryClient()
  const plan = useQuery(getPlanOptions({ path: { plan_id: task.plan_id } })).data
  const groups = useQuery(listUnitGroupsOptions()).data?.items ?? []
  const [chosenGroups, setGroups] = useState<string[]>([])
  const [chosenUnits, setUnits] = useState<string[]>([])
  const [part, setPart] = useState<'lead' | 'support'>('support')
  const giving = useMutation({
    mutationFn: async () => (await changeAssignments({ body: { action: 'assign', task_id: task.id, unit_ids: chosenUnits, group_ids: chosenGroups, part } })).data,
    onSuccess: () => void cache.invalidateQueries(),
  })
  const ready = chosenGroups.length + chosenUnits.length > 0
  const finished = giving.data !== undefined
  return (
    <Dialog
      title={words.giveMore}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!finished && (!ready || giving.isPending)} onClick={() => (finished ? onClose() : ready && giving.mutate())}>
          {finished ? close : words.give}
        </Button>
      }
    >
      <div className="stack">
        <p>{task.title}</p>
        {plan !== undefined && !finished && <EffectNote plan={plan} />}
        {!finished && (
          <>
            <ManySelect label={words.groups} value={chosenGroups} options={groups.map(({ id, name }) => ({ value: id, label: name }))} onChange={setGroups} />
            <UnitsSelect label={words.units} value={chosenUnits} onChange={setUnits} />
            <Segmented aria-label={words.role} value={part} options={(['lead', 'support'] as const).map((value) => ({ value, label: terms.part[value] }))} onChange={setPart} />
          </>
        )}
        {finished && <Outcomes outcomes={giving.data} said={words.given} />}
        {giving.error !== null && <ErrorState error={giving.error} />}
      </div>
    </Dialog>
  )
}
