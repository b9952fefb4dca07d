import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { getTaskOptions, listAssignmentsOptions } from '@/api/@tanstack/react-query.gen'
import { dropTask } from '@/api/sdk.gen'
import type { PlanRead, TaskRead } from '@/api/types.gen'
import { FactList } from '@/components/FactList'
import { LinkButton } from '@/components/LinkButton'
import { QueryState } from '@/components/QueryState'
import { SidePanel } from '@/components/SidePanel'
import { useSaving } from '@/components/use-saving'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { writingWords } from '@/i18n/writing'
import { formatDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { href } from '@/lib/search-params'
import { AddUnitsDialog } from './AddUnitsDialog'
import { ReasonDialog } from './ReasonDialog'
import { TaskFigures } from './TaskFigures'
import { StepsDialog, StepList } from './TaskSteps'
import { TaskForm } from './TaskForm'
import { TaskUnits } from './TaskUnits'
import type { Writing } from './writing'

interface PanelProps {
  plan: PlanRead
  writing: Writing
  id: string
  onClose: () => void
}

/** One task beside the list: what it says, who carries it out, which procedures it simplifies; and how it is changed. */
export function TaskPanel({ plan, writing, id, onClose }: PanelProps) {
  const words = useWords(planningWords)
  const query = useQuery(getTaskOptions({ path: { task_id: id } }))
  return (
    <SidePanel label={words.task} onClose={onClose}>
      <QueryState query={query} heights={[48, 24, 120, 120]}>
        {(task) => <Task plan={plan} writing={writing} task={task} />}
      </QueryState>
    </SidePanel>
  )
}

function Task({ plan, writing, task }: { plan: PlanRead; writing: Writing; task: TaskRead }) {
  const words = useWords(planningWords)
  const [open, setOpen] = useState<'edit' | 'units' | 'drop' | 'steps' | null>(null)
  const assignments = useQuery(listAssignmentsOptions({ query: { task: task.id, limit: 200 } }))
  const all = assignments.data?.items ?? []
  const rows = all.filter(({ work_state: state }) => state !== 'cancelled')
  const withdrawn = all.filter(({ work_state: state, unit }) => state === 'cancelled' && !rows.some((row) => row.unit.id === unit.id)).map(({ unit }) => unit)
  const may = task.allowed_actions.includes('edit') && task.dropped_on === null
  const drops = task.dropped_on === null && (task.allowed_actions.includes('drop') || writing.amendment !== undefined)
  return (
    <div className="stack">
      <h2>{task.title}</h2>
      {task.carried_from !== null && <p className="secondary small">{words.carriedFrom(task.carried_from)}</p>}
      {task.dropped_on !== null && <p className="secondary small">{words.droppedOn(formatDay(task.dropped_on))}</p>}
      <div className="row">
        {may && <Button size="small" onClick={() => setOpen('edit')}>{words.editTask}</Button>}
        {may && <Button size="small" onClick={() => setOpen('units')}>{words.addUnits}</Button>}
        {drops && <Button size="small" onClick={() => setOpen('drop')}>{words.dropTask}</Button>}
      </div>
      <Facts task={task} />
      {task.text !== '' && task.text !== task.title && <p>{task.text}</p>}
      <TaskFigures task={task} may={may} />
      <section>
        <h3>{words.steps(task.steps.length)}</h3>
        <StepList steps={task.steps} />
        {may && <Button size="small" onClick={() => setOpen('steps')}>{words.stepsEdit}</Button>}
      </section>
      <section>
        <h3>{words.unitsOf(rows.length)}</h3>
        {rows.length === 0 ? <p className="secondary">{words.nobody}</p> : <TaskUnits task={task} writing={writing} rows={rows} />}
        <LinkButton size="small" href={href('/plan', { plan: plan.id, task: task.id })}>
          {words.seeAssignments}
        </LinkButton>
      </section>
      {open === 'edit' && <TaskForm plan={plan} writing={writing} task={task} onClose={() => setOpen(null)} />}
      {open === 'units' && <AddUnitsDialog plan={plan} task={task} writing={writing} without={rows.map(({ unit }) => unit.id)} withdrawn={withdrawn} onClose={() => setOpen(null)} />}
      {open === 'steps' && <StepsDialog task={task} onClose={() => setOpen(null)} />}
      {open === 'drop' && <Dropping task={task} writing={writing} onClose={() => setOpen(null)} />}
    </div>
  )
}

function Facts({ task }: { task: TaskRead }) {
  const plans = useWords(plansWords)
  const terms = useWords(termWords)
  const said = useWords(writingWords)
  const facts: [string, ReactNode][] = [
    [plans.paragraph, task.source_ref],
    [plans.kind, terms.taskKind[task.kind]],
    [plans.cadence, terms.cadence[task.cadence]],
    [plans.mode, plans.modes[task.mode]],
    [plans.due, task.due_on === null ? task.due_text : [formatDay(task.due_on), task.due_text].filter((part) => part !== null && part !== '').join(' · ')],
    [plans.deliverable, task.deliverable],
    [said.doneBy, task.by_unit_plan ? said.doneByUnitPlan : null],
    [said.reported, task.reportable ? null : task.cadence === 'each_period' ? said.reportItself : said.notReported],
    [plans.indicators(task.indicators.length), task.indicators.length === 0 ? null : <Nodes key="nodes" nodes={task.indicators} />],
  ]
  return <FactList facts={facts} />
}

const MOST_NAMED = 6

/** What the task is to move, at any level of the framework; of many the codes alone. */
function Nodes({ nodes }: { nodes: TaskRead['indicators'] }) {
  if (nodes.length > MOST_NAMED) return nodes.map(({ code }) => code).join(', ')
  return nodes.map(({ id, code, name_vi: name }) => (
    <div key={id}>
      {code} {name}
    </div>
  ))
}

function Dropping({ task, writing, onClose }: { task: TaskRead; writing: Writing; onClose: () => void }) {
  const words = useWords(planningWords)
  const dropping = useSaving({
    mutationFn: async () => {
      if (writing.amendment !== undefined) await writing.propose({ kind: 'drop_task', task_id: task.id })
      else await dropTask({ path: { task_id: task.id }, headers: ifMatch(task.version) })
    },
  }, onClose)
  return <ReasonDialog title={words.dropTask} says={words.dropTaskSays} action={words.dropTask} error={dropping.error} busy={dropping.isPending} onDo={() => dropping.mutate()} onClose={onClose} />
}
