import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { listUnitGroupsOptions, listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import { changeAssignments } from '@/api/sdk.gen'
import type { TaskRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { FieldFrame } from '@/components/Field'
import { plansWords } from '@/i18n/plans'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { matches } from '@/lib/search'
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
  const close = useWords(plansWords).close
  const cache = useQueryClient()
  const groups = useQuery(listUnitGroupsOptions()).data?.items ?? []
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } })).data?.items ?? []
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
        {!finished && (
          <>
            <Many label={words.groups} value={chosenGroups} options={groups.map(({ id, name }) => ({ value: id, label: name }))} onChange={setGroups} />
            <Many label={words.units} value={chosenUnits} options={units.map(({ id, short_name: name }) => ({ value: id, label: name }))} onChange={setUnits} />
            <Segmented aria-label={words.role} value={part} options={(['lead', 'support'] as const).map((value) => ({ value, label: terms.part[value] }))} onChange={setPart} />
          </>
        )}
        {finished && <Outcomes outcomes={giving.data} said={words.given} />}
        {giving.error !== null && <ErrorState error={giving.error} />}
      </div>
    </Dialog>
  )
}

function Many({ label, value, options, onChange }: { label: string; value: string[]; options: { value: string; label: string }[]; onChange: (value: string[]) => void }) {
  return (
    <FieldFrame label={label}>
      {({ id }) => (
        <Select<string[]>
          id={id}
          mode="multiple"
          value={value}
          options={options}
          style={{ width: '100%' }}
          showSearch={{ filterOption: (typed, option) => option !== undefined && typeof option.label === 'string' && matches(option.label, typed) }}
          onChange={onChange}
        />
      )}
    </FieldFrame>
  )
}
