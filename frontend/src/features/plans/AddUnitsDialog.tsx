import { Button } from 'antd'
import { useState } from 'react'
import { giveUnits } from '@/api/sdk.gen'
import type { PlanRead, TaskRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { useSaving } from '@/components/use-saving'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { EffectNote } from './EffectNote'
import { newUnits, Who, type Chosen } from './TaskForm'
import type { Writing } from './writing'

interface AddProps {
  plan: PlanRead
  task: TaskRead
  writing: Writing
  without: readonly string[]
  withdrawn: readonly { id: string; name: string }[]
  onClose: () => void
}

/** Further units for a task: at once, or as a change of the amendment. */
export function AddUnitsDialog({ plan, task, writing, without, withdrawn, onClose }: AddProps) {
  const words = useWords(planningWords)
  const [units, setUnits] = useState<Chosen>({ lead: [], support: [] })
  const given = newUnits(units)
  const saving = useSaving({
    mutationFn: async () => {
      if (writing.amendment !== undefined) await writing.propose({ kind: 'add_units', task_id: task.id, units: given })
      else await giveUnits({ path: { task_id: task.id }, body: { units: given } })
    },
  }, onClose)
  const ready = given.length > 0 && !saving.isPending
  return (
    <Dialog
      title={words.addUnits}
      onClose={onClose}
      width={600}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={saving.isPending} onClick={() => ready && saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        <EffectNote plan={plan} amending={writing.amendment !== undefined} />
        <Who units={units} without={without} withdrawn={withdrawn} onChange={setUnits} />
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}
