import { Button } from 'antd'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { Held } from '@/api/types.gen'
import { TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { outlineWords } from '@/i18n/outline'
import { useWords } from '@/i18n/words'
import type { Drafted } from './numbering'

const DIMENSIONS = ['1', '2', '3', '4', '5', '6', '7', '8']
const LEVELS = [1, 2, 3] as const

interface FieldsProps {
  heading: Drafted
  place: number
  last: boolean
  onChange: (change: Partial<Drafted>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One heading: its words and level, and what is reported under it. */
export function HeadingFields({ heading, place, last, onChange, onMove, onRemove }: FieldsProps) {
  const words = useWords(outlineWords)
  const { title, level, dimensions, holds } = heading
  const named = title.trim() === '' ? words.heading(place) : title
  return (
    <fieldset className="panel stack" style={{ gap: 8 }}>
      <legend className="secondary small">{words.heading(place)}</legend>
      <div className="row" style={{ alignItems: 'end' }}>
        <div style={{ flex: '1 1 320px' }}>
          <TextField label={words.headingTitle} value={title} onChange={(event) => onChange({ title: event.target.value })} />
        </div>
        <FilterSelect label={words.level} value={String(level)} options={LEVELS.map((value) => ({ value: String(value), label: words.levels[value] }))} onChange={(chosen) => chosen !== undefined && onChange({ level: Number(chosen) })} />
        <Button icon={<ChevronUp size={16} aria-hidden />} aria-label={words.up(named)} aria-disabled={place === 1} onClick={() => place > 1 && onMove(-1)} />
        <Button icon={<ChevronDown size={16} aria-hidden />} aria-label={words.down(named)} aria-disabled={last} onClick={() => !last && onMove(1)} />
        <Button aria-label={words.remove(named)} onClick={onRemove}>
          {words.drop}
        </Button>
      </div>
      <details>
        <summary>
          {words.under} ({dimensions.length + holds.length})
        </summary>
        <div className="row">
          {DIMENSIONS.map((code) => (
            <Tick key={code} label={words.dimension(code)} checked={dimensions.includes(code)} onChange={() => onChange({ dimensions: toggled(dimensions, code) })} />
          ))}
          {(Object.keys(words.holds) as Held[]).map((held) => (
            <Tick key={held} label={words.holds[held]} checked={holds.includes(held)} onChange={() => onChange({ holds: toggled(holds, held) })} />
          ))}
        </div>
      </details>
    </fieldset>
  )
}

function toggled<T>(items: readonly T[], one: T): T[] {
  return items.includes(one) ? items.filter((item) => item !== one) : [...items, one]
}

function Tick({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) {
  return (
    <label>
      <input type="checkbox" checked={checked} onChange={onChange} /> {label}
    </label>
  )
}
