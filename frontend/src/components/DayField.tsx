import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import 'dayjs/locale/vi'
import { useState } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatDay, parseDay, type Day } from '@/lib/format'
import { FieldFrame, type Around } from './Field'

const ISO = 'YYYY-MM-DD'
/** As clerks type a day: 09-9-2024, 9.9.2024. The library takes each of them by the letter, so a year of two figures would be taken from
    who is about to type four: 9/9/24 is taken when the field is left. */
const TYPED = ['/', '-', '.', ' '].flatMap((between) => ['D', 'DD'].flatMap((day) => ['M', 'MM'].map((month) => [day, month, 'YYYY'].join(between))))
const ENGLISH = 'D MMM YYYY'

/** What a day may be typed as; the first is how this one is shown, as `formatDay` says it. A function there would make the field read-only. */
function formatsOf(value: Day | null): string[] {
  const shown = value === null ? [] : [ENGLISH, 'DD/MM/YYYY', 'DD/M/YYYY'].filter((form) => dayjs(value).format(form) === formatDay(value)).slice(0, 1)
  return [...shown, ...TYPED, ISO, ENGLISH]
}

interface PickerProps {
  id: string
  value: Day | null
  onChange: (day: Day | null) => void
  /** Said when what was typed is no day and was not taken. */
  onWrong?: (wrong: boolean) => void
  required?: boolean
  described?: string
  invalid?: boolean
}

/** A day, chosen in a calendar or typed. */
export function DayPicker({ id, value, onChange, onWrong, required = false, described, invalid = false }: PickerProps) {
  const take = (text: string) => {
    const typed = parseDay(text)
    onWrong?.(text !== '' && typed === null)
    if (typed !== null && typed !== value) onChange(typed)
  }
  return (
    <DatePicker
      id={id}
      value={value === null ? null : dayjs(value)}
      format={formatsOf(value)}
      placeholder="09/9/2024"
      allowClear={!required}
      status={invalid ? 'error' : ''}
      aria-describedby={described}
      aria-invalid={invalid}
      style={{ width: '100%' }}
      onChange={(day: Dayjs | null) => {
        onWrong?.(false)
        onChange(day === null ? null : day.format(ISO))
      }}
      onKeyDown={(event) => event.key === 'Enter' && take((event.target as HTMLInputElement).value)}
      onBlur={(event) => take((event.target as HTMLInputElement).value)}
    />
  )
}

type DayFieldProps = Around & Pick<PickerProps, 'value' | 'onChange' | 'required'>

export function DayField({ value, onChange, required, error, ...around }: DayFieldProps) {
  const { date } = useWords(commonWords)
  const [wrong, setWrong] = useState(false)
  return (
    <FieldFrame hint={date.hint} {...around} error={wrong ? date.wrong : error}>
      {({ id, described, invalid }) => <DayPicker {...{ id, value, onChange, required, described, invalid }} onWrong={setWrong} />}
    </FieldFrame>
  )
}
