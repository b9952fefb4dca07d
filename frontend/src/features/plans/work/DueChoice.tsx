import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { getTermOptions } from '@/api/@tanstack/react-query.gen'
import { DayField } from '@/components/DayField'
import { TextField } from '@/components/Field'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatDay } from '@/lib/format'
import { useToday } from '@/lib/session/access'

/** A deadline as the API takes it. */
export type Due = { due_on: string } | { due_in_working_days: { days: number; from_on: string } }

interface DueProps {
  label?: string
  /** The day that stands now. */
  stands?: string | null
  optional?: boolean
  error?: string
  /** Null where no day is given, undefined where what is typed comes to none. */
  onChange: (due: Due | null | undefined) => void
}

/** A day, or so many working days from a day on; of the latter the day that it comes to is told at once. */
export function DueChoice({ label, stands = null, optional = false, error, onChange }: DueProps) {
  const words = useWords(workWords)
  const today = useToday()
  const [byTerm, setByTerm] = useState(false)
  const [day, setDay] = useState(stands)
  const [days, setDays] = useState('10')
  const [from, setFrom] = useState<string | null>(today)
  const number = Number(days)
  const known = Number.isInteger(number) && number >= 1 && number <= 500 && from !== null
  const term = useQuery({ ...getTermOptions({ query: { from_on: from ?? today, days: number } }), enabled: byTerm && known })
  const tell = (next: { byTerm?: boolean; day?: string | null; days?: string; from?: string | null }) => {
    const now = { byTerm, day, days, from, ...next }
    const count = Number(now.days)
    if (!now.byTerm) onChange(now.day === null ? null : { due_on: now.day })
    else onChange(Number.isInteger(count) && count >= 1 && count <= 500 && now.from !== null ? { due_in_working_days: { days: count, from_on: now.from } } : undefined)
  }
  const named = label ?? words.newDay
  return (
    <div className="stack" style={{ gap: 8 }}>
      {label !== undefined && byTerm && <strong aria-hidden>{label}</strong>}
      <Segmented
        style={{ alignSelf: 'start', justifySelf: 'start' }}
        aria-label={named}
        value={byTerm ? 'term' : 'day'}
        options={[
          { value: 'day', label: words.byDay },
          { value: 'term', label: words.byTerm },
        ]}
        onChange={(kind) => {
          setByTerm(kind === 'term')
          tell({ byTerm: kind === 'term' })
        }}
      />
      {byTerm ? (
        <>
          <TextField
            label={words.days}
            inputMode="numeric"
            value={days}
            onChange={(event) => {
              setDays(event.target.value)
              tell({ days: event.target.value })
            }}
          />
          <DayField
            label={words.fromDay}
            required
            value={from}
            onChange={(value) => {
              setFrom(value)
              tell({ from: value })
            }}
          />
          {term.data !== undefined && known && <p role="status">{words.comesTo(formatDay(term.data.due_on))}</p>}
        </>
      ) : (
        <DayField
          label={named}
          required={!optional}
          optional={optional}
          error={error}
          value={day}
          onChange={(value) => {
            setDay(value)
            tell({ day: value })
          }}
        />
      )}
    </div>
  )
}
