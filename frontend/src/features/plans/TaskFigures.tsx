import { Button } from 'antd'
import { useState } from 'react'
import { setTaskFigures } from '@/api/sdk.gen'
import type { FigureRead, FigureWrite, TaskRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { useSaving } from '@/components/use-saving'
import { figuresWords } from '@/i18n/figures'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import styles from './planning.module.css'

const KINDS = ['integer', 'decimal'] as const
const RULES = ['sum', 'latest', 'max'] as const
const EMPTY: Figure = { label: '', measure: '', kind: 'integer', rule: 'sum', required: false }

type Figure = Required<Omit<FigureWrite, 'key'>> & { key?: string }

/** What units report in numbers with the task, and how it is named. */
export function TaskFigures({ task, may }: { task: TaskRead; may: boolean }) {
  const words = useWords(figuresWords)
  const [open, setOpen] = useState(false)
  return (
    <section>
      <h3>{words.count(task.figures.filter(({ retired }) => !retired).length)}</h3>
      <FigureList figures={task.figures} />
      {may && (
        <Button size="small" onClick={() => setOpen(true)}>
          {words.edit}
        </Button>
      )}
      {open && <FiguresDialog task={task} onClose={() => setOpen(false)} />}
    </section>
  )
}

/** The figures in order, each with its measure and the rule by which periods become one. */
function FigureList({ figures }: { figures: readonly FigureRead[] }) {
  const words = useWords(figuresWords)
  const asked = figures.filter(({ retired }) => !retired)
  if (asked.length === 0) return <p className="secondary small">{words.none}</p>
  return (
    <ul className={styles.lines}>
      {asked.map((figure) => (
        <li key={figure.key}>
          <span>
            <strong>{figure.label}</strong>{' '}
            <span className="secondary small">{[figure.measure, words.rules[figure.rule], figure.required ? words.required : ''].filter(Boolean).join(' · ')}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function FiguresDialog({ task, onClose }: { task: TaskRead; onClose: () => void }) {
  const words = useWords(figuresWords)
  const [figures, setFigures] = useState<Figure[]>(() => {
    const asked = task.figures.filter(({ retired }) => !retired).map(({ key, label, measure, kind, rule, required }) => ({ key, label, measure, kind, rule, required }))
    return asked.length === 0 ? [EMPTY] : asked
  })
  const saving = useSaving({ mutationFn: () => setTaskFigures({ path: { task_id: task.id }, headers: ifMatch(task.version), body: { items: figures.filter(({ label }) => label.trim() !== '') } }) }, onClose)
  const change = (at: number, changed: Partial<Figure>) => setFigures(figures.map((figure, index) => (index === at ? { ...figure, ...changed } : figure)))
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      width={680}
      actions={
        <Button type="primary" loading={saving.isPending} onClick={() => saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        <p className="secondary small">{words.intro}</p>
        {figures.map((figure, at) => (
          <fieldset key={at} className={styles.box}>
            <legend className="field__label">{words.one(at + 1)}</legend>
            <div className={styles.grid}>
              <TextField label={words.label} value={figure.label} onChange={(event) => change(at, { label: event.target.value })} />
              <TextField label={words.measure} optional value={figure.measure} onChange={(event) => change(at, { measure: event.target.value })} />
            </div>
            <div className="row">
              <FilterSelect label={words.kind} value={figure.kind} options={KINDS.map((value) => ({ value, label: words.kinds[value] }))} onChange={(kind) => kind !== undefined && change(at, { kind })} />
              <FilterSelect label={words.rule} value={figure.rule} options={RULES.map((value) => ({ value, label: words.rules[value] }))} onChange={(rule) => rule !== undefined && change(at, { rule })} />
              <label className="row" style={{ gap: 8 }}>
                <input type="checkbox" checked={figure.required} onChange={(event) => change(at, { required: event.target.checked })} />
                {words.required}
              </label>
              <Button size="small" onClick={() => setFigures(figures.filter((_, index) => index !== at))}>
                {words.remove}
              </Button>
            </div>
          </fieldset>
        ))}
        <Button onClick={() => setFigures([...figures, EMPTY])}>{words.add}</Button>
        <p className="secondary small">{words.kept}</p>
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}
