import { Button, Checkbox } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import type { UnitRow } from '@/api/types.gen'
import { TextField } from '@/components/Field'
import { PickList } from '@/components/PickList'
import { FilterSelect } from '@/components/table/Select'
import { reorganisationWords } from '@/i18n/reorganisation'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { FRESH, MOST, withoutAfter, type After, type Part } from './draft'
import styles from './reorganisation.module.css'
import { KINDS } from './search'

const UNIT_KINDS = ['ward', 'commune', 'city', 'department', 'vertical', 'service', 'front', 'party'] as const

interface PartEditorProps {
  number: number
  part: Part
  units: readonly UnitRow[]
  /** Units of other parts: one unit ends once. */
  taken: ReadonlySet<string>
  onChange: (part: Part) => void
  onDrop: (() => void) | undefined
}

/** One step of the decision: which units, how, and what comes after. */
export function PartEditor({ number, part, units, taken, onChange, onDrop }: PartEditorProps) {
  const words = useWords(reorganisationWords)
  const most = MOST[part.kind]
  const free = units.filter(({ id }) => !taken.has(id))
  const going = new Set([...taken, ...part.before])
  const change = (place: number, after: After) => onChange({ ...part, after: part.after.map((one, at) => (at === place ? after : one)) })
  return (
    <section className={`panel ${styles.part}`} aria-label={words.part(number)}>
      <div className={styles.head}>
        <h3>{words.part(number)}</h3>
        {onDrop !== undefined && (
          <Button icon={<Trash2 size={16} aria-hidden />} onClick={onDrop}>
            {words.dropPart(number)}
          </Button>
        )}
      </div>
      <div className="row">
        <FilterSelect
          label={words.kind}
          value={part.kind}
          options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(kind) => kind !== undefined && onChange({ ...part, kind, choices: [], after: kind === 'split' ? [FRESH, FRESH] : part.after.length === 0 ? [FRESH] : part.after.slice(0, 1) })}
        />
      </div>
      <div className={styles.sides}>
        <PickList title={words.pickBefore} none={words.nobody} some={words.picked} items={free.map(({ id, short_name, code }) => ({ id, label: short_name, note: code }))} chosen={part.before} onChoose={(before) => onChange({ ...part, before, choices: [] })} />
        <div className="stack">
          {part.kind === 'dissolve' && (
            <Checkbox checked={part.after.length > 0} onChange={(event) => onChange({ ...part, after: event.target.checked ? [FRESH] : [] })}>
              {words.withHeir}
            </Checkbox>
          )}
          {part.after.map((after, place) => (
            <AfterEditor
              key={place}
              title={most === 1 ? words.heir : words.successor(place + 1)}
              after={after}
              renames={part.kind === 'rename'}
              units={units.filter(({ id }) => !going.has(id))}
              onChange={(next) => change(place, next)}
              onDrop={part.after.length > 2 ? () => onChange(withoutAfter(part, place)) : undefined}
              dropLabel={words.dropSuccessor(place + 1)}
            />
          ))}
          {part.after.length > 0 && part.after.length < most && (
            <Button icon={<Plus size={16} aria-hidden />} onClick={() => onChange({ ...part, after: [...part.after, FRESH] })}>
              {words.addSuccessor}
            </Button>
          )}
        </div>
      </div>
    </section>
  )
}

interface AfterEditorProps {
  title: string
  after: After
  renames: boolean
  units: readonly UnitRow[]
  onChange: (after: After) => void
  onDrop: (() => void) | undefined
  dropLabel: string
}

function AfterEditor({ title, after, renames, units, onChange, onDrop, dropLabel }: AfterEditorProps) {
  const words = useWords(reorganisationWords)
  const terms = useWords(termWords)
  const text = (name: 'name' | 'short_name' | 'code', label: string, hint?: string) => <TextField label={label} hint={hint} value={after[name]} onChange={(event) => onChange({ ...after, [name]: event.target.value })} />
  return (
    <fieldset className={styles.after}>
      <legend className="field__label">{title}</legend>
      {!renames && <div className="row"><FilterSelect label={words.which} value={after.unit} all={words.newUnit} options={units.map(({ id, short_name }) => ({ value: id, label: short_name }))} onChange={(unit) => onChange({ ...after, unit })} /></div>}
      {(renames || after.unit === undefined) && (
        <>
          {text('name', words.name)}
          <div className={styles.pair}>
            {text('short_name', words.shortName)}
            {!renames && text('code', words.code, words.codeHint)}
          </div>
          {!renames && (
            <>
              <div className="row"><FilterSelect label={words.unitKind} value={after.kind} options={UNIT_KINDS.map((value) => ({ value, label: terms.unitKind[value] }))} onChange={(kind) => kind !== undefined && onChange({ ...after, kind })} /></div>
              <Checkbox checked={after.coordinating} onChange={(event) => onChange({ ...after, coordinating: event.target.checked })}>
                {words.reviews}
              </Checkbox>
            </>
          )}
        </>
      )}
      {onDrop !== undefined && (
        <Button icon={<Trash2 size={16} aria-hidden />} onClick={onDrop}>
          {dropLabel}
        </Button>
      )}
    </fieldset>
  )
}
