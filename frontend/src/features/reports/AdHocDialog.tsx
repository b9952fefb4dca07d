import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { createPeriodMutation, listPlansOptions, listTasksOptions, listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { PickList } from '@/components/PickList'
import { QueryState } from '@/components/QueryState'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { isProblem } from '@/lib/http/problem'
import styles from './board.module.css'

export function AdHocButton({ onMade }: { onMade: (period: string) => void }) {
  const words = useWords(reviewWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus size={16} aria-hidden /> {words.adHoc}
      </Button>
      {open && (
        <AdHocDialog
          onClose={() => setOpen(false)}
          onMade={(id) => {
            setOpen(false)
            onMade(id)
          }}
        />
      )}
    </>
  )
}

type DayName = 'data_from' | 'data_to' | 'ward' | 'department' | 'city'

const at17 = (day: string) => `${day}T17:00:00+07:00`

/** A period asked for in between: its window, its deadlines, whom it asks about what. It is planned, not yet opened. */
function AdHocDialog({ onClose, onMade }: { onClose: () => void; onMade: (period: string) => void }) {
  const words = useWords(reviewWords)
  const cache = useQueryClient()
  const [title, setTitle] = useState('')
  const [code, setCode] = useState('')
  const [days, setDays] = useState<Record<DayName, string | null>>({ data_from: null, data_to: null, ward: null, department: null, city: null })
  const [units, setUnits] = useState<readonly string[]>([])
  const [tasks, setTasks] = useState<readonly string[]>([])
  const plan = useQuery(listPlansOptions({ query: { limit: 1, state: 'approved' } })).data?.items[0]
  const unitList = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  const taskList = useQuery({ ...listTasksOptions({ query: { plan: plan?.id, limit: 200 } }), enabled: plan !== undefined })
  const making = useMutation({
    ...createPeriodMutation(),
    onSuccess: (made) => {
      void cache.invalidateQueries()
      onMade(made.id)
    },
  })
  const problem: unknown = making.error
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  const { data_from: from, data_to: to, ward } = days
  const backwards = from !== null && to !== null && to < from ? words.dueOrder : undefined
  const make = () => {
    if (plan === undefined || title.trim() === '' || code.trim() === '' || from === null || to === null || ward === null || backwards !== undefined) return
    const deadlines = { ward: at17(ward), department: at17(days.department ?? ward), city: at17(days.city ?? days.department ?? ward) }
    const chosen = (ids: readonly string[]) => (ids.length === 0 ? null : [...ids])
    making.mutate({ body: { plan_id: plan.id, kind: 'ad_hoc', title, code, data_from: from, data_to: to, deadlines, unit_ids: chosen(units), task_ids: chosen(tasks) } })
  }
  const day = (field: DayName, label: string, more: { hint?: string; optional?: boolean; error?: string } = {}) => (
    <DayField label={label} hint={more.hint ?? ''} optional={more.optional} error={more.error} value={days[field]} onChange={(chosen) => setDays({ ...days, [field]: chosen })} />
  )
  return (
    <Dialog
      title={words.adHocTitle}
      onClose={onClose}
      width={760}
      actions={
        <Button type="primary" aria-disabled={making.isPending || backwards !== undefined || title.trim() === '' || code.trim() === '' || from === null || to === null || ward === null} onClick={make}>
          {words.adHoc}
        </Button>
      }
    >
      <div className="stack">
        <p className="secondary">{words.adHocHint}</p>
        <div className={styles.form}>
          <TextField label={words.periodTitle} value={title} error={errorOf('title')} onChange={(event) => setTitle(event.target.value)} />
          <TextField label={words.periodCode} hint={words.periodCodeHint} spellCheck={false} value={code} error={errorOf('code')} onChange={(event) => setCode(event.target.value)} />
          {day('data_from', words.dataFrom)}
          {day('data_to', words.dataTo, { error: backwards })}
          {day('ward', words.dueWard)}
          {day('department', words.dueDepartment, { optional: true, hint: words.dueSame })}
          {day('city', words.dueCity, { optional: true, hint: words.dueSame })}
        </div>
        <QueryState query={unitList} heights={[120]}>
          {({ items }) => <PickList title={words.whichUnits} none={words.allUnits} some={words.chosenUnits} items={items.map(({ id, short_name: label }) => ({ id, label }))} chosen={units} onChoose={setUnits} />}
        </QueryState>
        <QueryState query={taskList} heights={[120]}>
          {({ items }) => (
            <PickList title={words.whichTasks} none={words.allTasks} some={words.chosenTasks} items={items.map((task) => ({ id: task.id, label: task.title, note: task.source_ref }))} chosen={tasks} onChoose={setTasks} />
          )}
        </QueryState>
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}
