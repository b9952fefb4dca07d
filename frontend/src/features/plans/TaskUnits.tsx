import { Button, Segmented } from 'antd'
import { Pencil, X } from 'lucide-react'
import { useState } from 'react'
import { takeOut, updateAssignment } from '@/api/sdk.gen'
import type { AssignmentRow, AssignmentUpdate, TaskRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { useSaving } from '@/components/use-saving'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { writingWords } from '@/i18n/writing'
import { formatDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { ReasonDialog } from './ReasonDialog'
import type { Writing } from './writing'
import planning from './planning.module.css'

interface UnitsProps {
  task: TaskRead
  writing: Writing
  rows: AssignmentRow[]
}

/** Who carries a task out. On a draft, and while an amendment is written, each one's part is changed or taken away here. */
export function TaskUnits({ task, writing, rows }: UnitsProps) {
  const words = useWords(planningWords)
  const said = useWords(writingWords)
  const terms = useWords(termWords)
  const [open, setOpen] = useState<{ what: 'change' | 'out'; row: AssignmentRow } | null>(null)
  const close = () => setOpen(null)
  const amending = writing.amendment !== undefined
  const may = (row: AssignmentRow) => task.dropped_on === null && (amending || row.allowed_actions.includes('take_out'))
  return (
    <>
      <ul className={planning.lines}>
        {rows.map((row) => (
          <li key={row.id}>
            <span>
              {row.unit.name}{' '}
              <span className="secondary small">
                ({`${terms.part[row.part]}, ${terms.mandate[row.mandate]}`.toLocaleLowerCase('vi')}
                {row.due_on !== null && row.due_on !== task.due_on && task.cadence === 'once' && `, ${formatDay(row.due_on)}`})
              </span>
            </span>
            {may(row) && (
              <span className={planning.pair}>
                <Button type="text" size="small" aria-label={said.changeUnit(row.unit.name)} onClick={() => setOpen({ what: 'change', row })}>
                  <Pencil size={16} aria-hidden />
                </Button>
                <Button type="text" size="small" aria-label={words.takeOut(row.unit.name)} onClick={() => setOpen({ what: 'out', row })}>
                  <X size={16} aria-hidden />
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {open?.what === 'change' && <ChangeDialog task={task} writing={writing} row={open.row} onClose={close} />}
      {open?.what === 'out' && <OutDialog task={task} writing={writing} row={open.row} onClose={close} />}
    </>
  )
}

interface OneProps {
  task: TaskRead
  writing: Writing
  row: AssignmentRow
  onClose: () => void
}

function OutDialog({ task, writing, row, onClose }: OneProps) {
  const said = useWords(writingWords)
  const amending = writing.amendment !== undefined
  const leaving = useSaving({
    mutationFn: async () => {
      if (amending) await writing.propose({ kind: 'drop_unit', task_id: task.id, unit_id: row.unit.id })
      else await takeOut({ path: { assignment_id: row.id }, headers: ifMatch(row.version) })
    },
  }, onClose)
  const says = amending ? said.takeOutAmendment(task.title) : said.takeOutDraft(task.title)
  return <ReasonDialog title={said.takeOutTitle(row.unit.name)} says={says} action={said.takeOut} error={leaving.error} busy={leaving.isPending} onDo={() => leaving.mutate()} onClose={onClose} />
}

function ChangeDialog({ task, writing, row, onClose }: OneProps) {
  const said = useWords(writingWords)
  const words = useWords(planningWords)
  const terms = useWords(termWords)
  const [part, setPart] = useState(row.part)
  const [mandate, setMandate] = useState(row.mandate)
  const [day, setDay] = useState(row.due_on)
  // without a day of its own the unit keeps the task's
  const held = day === row.due_on ? day : (day ?? task.due_on)
  const fields: AssignmentUpdate = { ...(part !== row.part && { part }), ...(mandate !== row.mandate && { mandate }), ...(held !== row.due_on && { due_on: held }) }
  const saving = useSaving({
    mutationFn: async () => {
      if (writing.amendment !== undefined) await writing.propose({ kind: 'change_unit', task_id: task.id, unit_id: row.unit.id, fields })
      else await updateAssignment({ path: { assignment_id: row.id }, headers: ifMatch(row.version), body: fields })
    },
  }, onClose)
  const ready = Object.keys(fields).length > 0 && !saving.isPending
  const asked = row.unit.kind === 'front' || row.unit.kind === 'party'
  return (
    <Dialog
      title={said.changeUnit(row.unit.name)}
      onClose={onClose}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={saving.isPending} onClick={() => ready && saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        <p className="secondary">{task.title}</p>
        <Choice label={said.role} value={part} options={{ lead: terms.part.lead, support: terms.part.support }} onChange={setPart} />
        {asked ? <p className="secondary small">{said.asked}</p> : <Choice label={said.mandate} value={mandate} options={{ assigned: terms.mandate.assigned, requested: terms.mandate.requested }} onChange={setMandate} />}
        {task.cadence === 'once' && <DayField label={said.ownDay} optional value={day} onChange={setDay} />}
        {writing.amendment !== undefined && <p className="secondary small">{words.intoAmendment}</p>}
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  options: Record<T, string>
  onChange: (value: T) => void
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <div className="stack" style={{ gap: 4 }}>
      <span aria-hidden>{label}</span>
      <Segmented<T> aria-label={label} value={value} options={(Object.keys(options) as T[]).map((key) => ({ value: key, label: options[key] }))} onChange={onChange} />
    </div>
  )
}
