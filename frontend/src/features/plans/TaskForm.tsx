import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listIndicatorsOptions, listUnitGroupsOptions } from '@/api/@tanstack/react-query.gen'
import { createTask, getTerm, updateTask } from '@/api/sdk.gen'
import type { NewUnit, PlanRead, TaskFields, TaskRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField, TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { useSaving } from '@/components/use-saving'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { writingWords } from '@/i18n/writing'
import { ifMatch } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import { CADENCES, TASK_KINDS } from './search'
import { DueChoice, type Due } from './work/DueChoice'
import { EffectNote } from './EffectNote'
import { ManySelect, UnitsSelect } from './UnitsSelect'
import type { Writing } from './writing'
import styles from './planning.module.css'

const MODES = ['each', 'joint'] as const
type Draft = Omit<TaskFields, 'checklist'> & { checklist: string }

const NEW: Draft = { key: '', source_ref: 'II.2', title: '', text: '', checklist: '', kind: 'specific', mode: 'each', cadence: 'once', due_on: null, due_text: null, deliverable: null, requires_evidence: false, reportable: true, by_unit_plan: false, indicator_ids: [] }

function draftOf(task: TaskRead | undefined): Draft {
  if (task === undefined) return NEW
  const { key, source_ref, title, text, kind, mode, cadence, due_on, due_text, deliverable, requires_evidence, reportable, by_unit_plan } = task
  const shown = { key, source_ref, title, text, kind, mode, cadence, due_on, due_text, deliverable, requires_evidence, reportable, by_unit_plan }
  return { ...shown, checklist: task.checklist.join('\n'), indicator_ids: task.indicators.map(({ id }) => id) }
}

/** The fields as the server takes them: lines as points, what is empty as nothing. */
function fieldsOf({ checklist, ...draft }: Draft): TaskFields {
  const filled = (text: string | null | undefined) => (text === undefined || text === null || text.trim() === '' ? null : text.trim())
  const points = checklist.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  return { ...draft, checklist: points, due_text: filled(draft.due_text), deliverable: filled(draft.deliverable), due_on: draft.cadence === 'once' ? draft.due_on : null, by_unit_plan: draft.cadence === 'once' && draft.by_unit_plan }
}

/** The draft with its deadline as a day: words that told the day before go with it, those that were typed beside the new one stay. A term
 *  is worked out when it is written down, and its words are kept where no others were typed. */
async function settled(draft: Draft, due: Due | null | undefined, before: TaskRead | undefined): Promise<Draft> {
  if (draft.cadence !== 'once') return draft
  const typed = (draft.due_text ?? '').trim()
  const fresh = typed === before?.due_text ? '' : typed
  if (due === null || due === undefined || 'due_on' in due) {
    const day = due?.due_on ?? null
    return { ...draft, due_on: day, due_text: day === before?.due_on ? typed : fresh }
  }
  // the plan's words are Vietnamese, whatever language its writer reads
  const { data } = await getTerm({ query: due.due_in_working_days, headers: { 'Accept-Language': 'vi' } })
  return { ...draft, due_on: data.due_on, due_text: fresh === '' ? data.words : fresh }
}

interface FormProps {
  plan: PlanRead
  writing: Writing
  /** The task to change; a new one without. */
  task?: TaskRead
  onClose: () => void
}

/** A task and, when it is new, who carries it out: on a draft at once, else as a change of the amendment. */
export function TaskForm({ plan, writing, task, onClose }: FormProps) {
  const words = useWords(planningWords)
  const [draft, setDraft] = useState(() => draftOf(task))
  const [due, setDue] = useState<Due | null | undefined>(task?.due_on == null ? null : { due_on: task.due_on })
  const [units, setUnits] = useState<Chosen>({ lead: [], support: [] })
  const saving = useSaving({
    mutationFn: async () => {
      const fields = fieldsOf(await settled(draft, due, task))
      const given = newUnits(units)
      if (task !== undefined) await change(task, fields)
      else if (writing.amendment !== undefined) await writing.propose({ kind: 'add_task', task: fields, units: given })
      else await createTask({ body: { ...fields, plan_id: plan.id, units: given } })
    },
  }, onClose)
  const change = async (known: TaskRead, fields: TaskFields) => {
    const { source_ref, title, text, checklist, kind, due_text, deliverable, requires_evidence, by_unit_plan, indicator_ids } = fields
    const said = { source_ref, title, text, checklist, kind, due_text, deliverable, requires_evidence, by_unit_plan, indicator_ids }
    // what reports are made by stays once the plan is in force
    const body = { ...said, ...(writing.draft && { reportable: fields.reportable }), ...(fields.cadence === 'once' && { due_on: fields.due_on }) }
    if (writing.amendment !== undefined) await writing.propose({ kind: 'change_task', task_id: known.id, fields: body })
    else await updateTask({ path: { task_id: known.id }, headers: ifMatch(known.version), body })
  }
  const ready = (due !== undefined || draft.cadence !== 'once') && draft.title.trim() !== '' && draft.source_ref.trim() !== '' && draft.key.trim() !== ''
  return (
    <Dialog
      title={task === undefined ? words.addTask : words.editTask}
      onClose={onClose}
      width={760}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={saving.isPending} onClick={() => ready && !saving.isPending && saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack" style={{ gap: 8 }}>
        <EffectNote plan={plan} amending={writing.amendment !== undefined} />
        <Fields plan={plan} draft={draft} fresh={task === undefined} error={saving.error} reported={task === undefined || writing.draft} onChange={(changed) => setDraft({ ...draft, ...changed })} onDue={setDue} />
        {task === undefined && <Who units={units} onChange={setUnits} />}
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}

interface FieldProps {
  plan: PlanRead
  draft: Draft
  fresh: boolean
  /** Whether it may still be said that reports have a line for it. */
  reported: boolean
  error: unknown
  onChange: (changed: Partial<Draft>) => void
  onDue: (due: Due | null | undefined) => void
}

function Fields({ plan, draft, fresh, reported, error, onChange, onDue }: FieldProps) {
  const words = useWords(planningWords)
  const plans = useWords(plansWords)
  const said = useWords(writingWords)
  const terms = useWords(termWords)
  const nodes = useQuery(listIndicatorsOptions({ query: { framework: plan.framework_year, limit: 200 } })).data?.items ?? []
  const errorOf = (name: string) => (isProblem(error) ? error.errorOf(name) : undefined)
  return (
    <>
      <TextAreaField label={words.task} rows={2} value={draft.title} error={errorOf('title')} onChange={(event) => onChange({ title: event.target.value })} />
      <div className={styles.grid}>
        {fresh && <TextField label={words.key} hint={words.keyHint} value={draft.key} error={errorOf('key')} onChange={(event) => onChange({ key: event.target.value })} />}
        <TextField label={words.sourceRef} value={draft.source_ref} error={errorOf('source_ref')} onChange={(event) => onChange({ source_ref: event.target.value })} />
      </div>
      <TextAreaField label={words.text} optional rows={3} value={draft.text} error={errorOf('text')} onChange={(event) => onChange({ text: event.target.value })} />
      <TextAreaField label={words.checklist} optional rows={2} value={draft.checklist} onChange={(event) => onChange({ checklist: event.target.value })} />
      <div className="row">
        <FilterSelect label={plans.kind} value={draft.kind} options={TASK_KINDS.map((value) => ({ value, label: terms.taskKind[value] }))} onChange={(kind) => kind !== undefined && onChange({ kind })} />
        {fresh && <FilterSelect label={plans.cadence} value={draft.cadence} options={CADENCES.map((value) => ({ value, label: terms.cadence[value] }))} onChange={(cadence) => cadence !== undefined && onChange({ cadence })} />}
        {fresh && <FilterSelect label={plans.mode} value={draft.mode} options={MODES.map((value) => ({ value, label: plans.modes[value] }))} onChange={(mode) => mode !== undefined && onChange({ mode })} />}
      </div>
      {draft.cadence === 'once' && <DueChoice label={words.dueOn} optional stands={draft.due_on} error={errorOf('due_on')} onChange={onDue} />}
      <div className={styles.grid}>
        <TextField label={words.dueText} optional value={draft.due_text ?? ''} onChange={(event) => onChange({ due_text: event.target.value })} />
        <TextField label={words.deliverable} optional value={draft.deliverable ?? ''} onChange={(event) => onChange({ deliverable: event.target.value })} />
      </div>
      <ManySelect label={words.nodes} optional value={draft.indicator_ids ?? []} options={nodes.map((node) => ({ value: node.id, label: `${node.code} ${node.name_vi}${node.level === 'indicator' ? '' : ` (${terms.level[node.level].toLocaleLowerCase('vi')})`}` }))} onChange={(ids) => onChange({ indicator_ids: ids })} />
      <label>
        <input type="checkbox" checked={draft.requires_evidence} onChange={(event) => onChange({ requires_evidence: event.target.checked })} /> {words.needsProof}
      </label>
      {reported && (
        <label>
          <input type="checkbox" checked={draft.reportable} onChange={(event) => onChange({ reportable: event.target.checked })} /> {draft.cadence === 'each_period' ? said.reportableEach : said.reportable}
        </label>
      )}
      {draft.cadence === 'once' && (
        <label>
          <input type="checkbox" checked={draft.by_unit_plan} onChange={(event) => onChange({ by_unit_plan: event.target.checked })} /> {said.byUnitPlan}
        </label>
      )}
    </>
  )
}

export type Chosen = Record<NewUnit['part'], string[]>

export function newUnits(units: Chosen): NewUnit[] {
  return (['lead', 'support'] as const).flatMap((part) => units[part].map((id) => ({ unit_id: id, part })))
}

interface WhoProps {
  units: Chosen
  /** Who has the task already. */
  without?: readonly string[]
  /** Those from which it was withdrawn: they have it again by their own names, not by that of a group. */
  withdrawn?: readonly { id: string; name: string }[]
  onChange: (units: Chosen) => void
}

/** Leads and supporters; a group at one press. */
export function Who({ units, without = [], withdrawn = [], onChange }: WhoProps) {
  const words = useWords(planningWords)
  const said = useWords(writingWords)
  const [left, setLeft] = useState<readonly string[]>([])
  const groups = useQuery(listUnitGroupsOptions()).data?.items ?? []
  const add = (id: string | undefined) => {
    const members = groups.find((group) => group.id === id)?.unit_ids ?? []
    const leaves = withdrawn.filter((unit) => members.includes(unit.id) && !units.lead.includes(unit.id))
    setLeft(leaves.map(({ name }) => name))
    const fresh = members.filter((member) => !units.support.includes(member) && !without.includes(member) && !leaves.some((unit) => unit.id === member))
    onChange({ ...units, lead: [...new Set([...units.lead, ...fresh])] })
  }
  return (
    <>
      <UnitsSelect label={words.leads} value={units.lead} without={[...units.support, ...without]} onChange={(lead) => onChange({ ...units, lead })} />
      <FilterSelect label={words.group} value={undefined} all="–" options={groups.map(({ id, name }) => ({ value: id, label: name }))} onChange={add} />
      {left.length > 0 && (
        <p role="status" className="secondary small">
          {said.leftOut(left.join(', '))}
        </p>
      )}
      <UnitsSelect label={words.supports} optional value={units.support} without={[...units.lead, ...without]} onChange={(support) => onChange({ ...units, support })} />
    </>
  )
}
