import { Button } from 'antd'
import { X } from 'lucide-react'
import { useState } from 'react'
import type { CalendarDayRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { calendarWords } from '@/i18n/calendar'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { withDay } from './months'
import styles from './calendar.module.css'

interface DayListProps {
  days: readonly CalendarDayRead[]
  /** Absent where nothing may be changed. */
  onChange?: (days: CalendarDayRead[]) => void
}

/** The days that differ from their weekday, by name; with `onChange` they can be taken away and added. */
export function DayList({ days, onChange }: DayListProps) {
  const words = useWords(calendarWords)
  return (
    <section className="stack">
      <h2>{words.list}</h2>
      <ul className={styles.list}>
        {days.map((known) => (
          <li key={known.day}>
            <span>{formatDay(known.day)}</span>
            <span>{known.name}</span>
            <span className="secondary small">{words.kinds[known.kind]}</span>
            {onChange !== undefined && (
              <Button type="text" size="small" aria-label={words.remove(formatDay(known.day))} onClick={() => onChange(days.filter(({ day }) => day !== known.day))}>
                <X size={16} aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {onChange !== undefined && <AddDay onAdd={(added) => onChange(withDay(days, added))} />}
    </section>
  )
}

function AddDay({ onAdd }: { onAdd: (day: CalendarDayRead) => void }) {
  const words = useWords(calendarWords)
  const [day, setDay] = useState<string | null>(null)
  const [kind, setKind] = useState<CalendarDayRead['kind']>('off')
  const [name, setName] = useState('')
  const ready = day !== null && name.trim() !== ''
  const add = () => {
    if (day === null || name.trim() === '') return
    onAdd({ day, kind, name: name.trim() })
    setDay(null)
    setName('')
  }
  return (
    <div className={styles.add}>
      <DayField label={words.day} value={day} onChange={setDay} />
      <FilterSelect
        label={words.kind}
        value={kind}
        options={(['off', 'working'] as const).map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(chosen) => setKind(chosen ?? 'off')}
      />
      <TextField label={words.name} value={name} onChange={(event) => setName(event.target.value)} />
      <Button style={{ justifySelf: 'start', alignSelf: 'center' }} aria-disabled={!ready} onClick={add}>
        {words.add}
      </Button>
    </div>
  )
}
