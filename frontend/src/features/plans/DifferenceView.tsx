import { CirclePlus, CircleMinus, PencilLine } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DifferenceRead, FieldDifference, TaskDifference, UnitDifference } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { Names } from './Names'
import styles from './difference.module.css'

const LOOKS = {
  added: { icon: CirclePlus, colour: 'green' },
  changed: { icon: PencilLine, colour: 'blue' },
  dropped: { icon: CircleMinus, colour: 'red' },
} as const
const SHOWN = 4

/** What a version changes of another, to be read in ten seconds: the counts, then each thing, then for whom. */
export function DifferenceView({ difference }: { difference: DifferenceRead }) {
  const words = useWords(planningWords)
  const { added, changed, dropped, units } = difference.counts
  if (added + changed + dropped === 0) return <p className="secondary">{words.nothingDifferent}</p>
  return (
    <div className="stack">
      <p>
        <strong>{words.summary(added, changed, dropped, units)}</strong>
      </p>
      <ul className={styles.entries}>
        {difference.plan.length > 0 && (
          <Entry kind="changed" title={words.ofPlan}>
            <Fields fields={difference.plan} />
          </Entry>
        )}
        {byKind(difference.tasks).map((task) => (
          <Entry key={task.key} kind={task.change} title={task.title} where={task.source_ref}>
            <Fields fields={task.fields} />
            <TaskUnits task={task} />
          </Entry>
        ))}
        {byKind(difference.targets).map((target) => (
          <Entry key={target.code} kind={target.change} title={`${target.code} ${target.name}`} where={words.targetsPart}>
            <Fields fields={target.fields} />
          </Entry>
        ))}
      </ul>
      {difference.units.length > 0 && (
        <details>
          <summary>
            {words.forWhom} ({difference.units.length})
          </summary>
          <ul className={styles.units}>
            {difference.units.map((unit) => (
              <li key={unit.id}>
                {unit.name}: {words.unitCounts(unit.added, unit.changed, unit.dropped)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** What is new first, then what is otherwise, then what is gone; within each as the plan has them. */
function byKind<T extends { change: keyof typeof LOOKS }>(entries: readonly T[]): T[] {
  const places = Object.keys(LOOKS)
  return [...entries].sort((a, b) => places.indexOf(a.change) - places.indexOf(b.change))
}

function Entry({ kind, title, where, children }: { kind: keyof typeof LOOKS; title: string; where?: string; children: ReactNode }) {
  const words = useWords(planningWords)
  const said = { added: words.added, changed: words.changed, dropped: words.droppedWord }
  return (
    <li>
      <Mark {...LOOKS[kind]}>{said[kind]}</Mark>
      <div>
        <strong className={kind === 'dropped' ? styles.gone : undefined}>{title}</strong> {where !== undefined && <span className="secondary small">{where}</span>}
        {children}
      </div>
    </li>
  )
}

function Fields({ fields }: { fields: FieldDifference[] }) {
  if (fields.length === 0) return null
  return (
    <dl className={styles.fields}>
      {fields.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <del>{before}</del> → <ins>{after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function TaskUnits({ task }: { task: TaskDifference }) {
  const words = useWords(planningWords)
  const own = task.units.filter(({ change, fields }) => change === 'changed' && fields.length > 0)
  const rest = task.units.filter(({ change, fields }) => change === 'changed' && fields.length === 0)
  return (
    <>
      <Named label={words.unitsAdded} units={task.units.filter(({ change }) => change === 'added')} />
      <Named label={words.unitsDropped} units={task.units.filter(({ change }) => change === 'dropped')} />
      {own.map((unit) => (
        <div key={unit.id}>
          {unit.name}
          <Fields fields={unit.fields} />
        </div>
      ))}
      <Named label={words.unitsChanged} units={rest} />
    </>
  )
}

function Named({ label, units }: { label: string; units: UnitDifference[] }) {
  if (units.length === 0) return null
  return (
    <p className="small">
      {label}: <Names names={units.map(({ name, as }) => `${name} (${as.toLocaleLowerCase('vi')})`)} first={SHOWN} />
    </p>
  )
}
