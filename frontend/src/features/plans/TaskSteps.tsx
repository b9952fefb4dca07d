import { Button } from 'antd'
import { useState } from 'react'
import { setTaskSteps } from '@/api/sdk.gen'
import type { StepRead, TaskRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { useSaving } from '@/components/use-saving'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { STEP_STATES } from './search'
import styles from './planning.module.css'

const EMPTY: StepRead = { procedure_code: null, procedure: '', simplification: '', basis: null, due_on: null, state: 'planned' }

/** The procedures that a task simplifies, each with how, by when and on which basis. */
export function StepList({ steps }: { steps: StepRead[] }) {
  const words = useWords(planningWords)
  if (steps.length === 0) return <p className="secondary small">{words.stepsNone}</p>
  return (
    <ul className={styles.lines}>
      {steps.map((step) => (
        <li key={`${step.procedure}${step.simplification}`}>
          <span>
            <strong>{step.procedure}</strong>: {step.simplification}{' '}
            <span className="secondary small">{[step.basis, step.due_on === null ? null : formatDay(step.due_on), words.stepStates[step.state]].filter((said) => said !== null).join(' · ')}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

export function StepsDialog({ task, onClose }: { task: TaskRead; onClose: () => void }) {
  const words = useWords(planningWords)
  const [steps, setSteps] = useState<StepRead[]>(task.steps.length === 0 ? [EMPTY] : task.steps)
  const saving = useSaving({ mutationFn: () => setTaskSteps({ path: { task_id: task.id }, headers: ifMatch(task.version), body: { items: steps.filter(({ procedure }) => procedure.trim() !== '') } }) }, onClose)
  const change = (at: number, changed: Partial<StepRead>) => setSteps(steps.map((step, index) => (index === at ? { ...step, ...changed } : step)))
  return (
    <Dialog
      title={words.stepsEdit}
      onClose={onClose}
      width={680}
      actions={
        <Button type="primary" loading={saving.isPending} onClick={() => saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        {steps.map((step, at) => (
          <fieldset key={at} className={styles.box}>
            <legend className="field__label">{`${words.stepProcedure} ${at + 1}`}</legend>
            <TextField label={words.stepProcedure} value={step.procedure} onChange={(event) => change(at, { procedure: event.target.value })} />
            <TextField label={words.stepWhat} value={step.simplification} onChange={(event) => change(at, { simplification: event.target.value })} />
            <div className={styles.grid}>
              <TextField label={words.stepCode} optional value={step.procedure_code ?? ''} onChange={(event) => change(at, { procedure_code: event.target.value || null })} />
              <TextField label={words.stepBasis} optional value={step.basis ?? ''} onChange={(event) => change(at, { basis: event.target.value || null })} />
              <DayField label={words.stepDue} optional value={step.due_on} onChange={(day) => change(at, { due_on: day })} />
            </div>
            <div className="row">
              <FilterSelect label={words.stepState} value={step.state} options={STEP_STATES.map((value) => ({ value, label: words.stepStates[value] }))} onChange={(state) => state !== undefined && change(at, { state })} />
              <Button size="small" onClick={() => setSteps(steps.filter((_, index) => index !== at))}>
                {words.stepRemove}
              </Button>
            </div>
          </fieldset>
        ))}
        <Button onClick={() => setSteps([...steps, EMPTY])}>{words.stepAdd}</Button>
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}
