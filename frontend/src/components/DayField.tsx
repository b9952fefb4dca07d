import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import 'dayjs/locale/vi'
import { useState } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatDay, parseDay, type Day } from '@/lib/format'
import { FieldFrame, type Around } from './Field'

const ISO = 'YYYY-MM-DD'
/** As clerks type a day: 9/9/24, 09-9-2024, 9.9.2024. The library takes each of them by the letter. */
const TYPED = ['/', '-', '.', ' '].flatMap((between) =>
  ['D', 'DD'].flatMap((day) => ['M', 'MM'].flatMap((month) => ['YYYY', 'YY'].map((year) => [day, month, year].join(between)))),
)
const written = (day: Dayjs) => formatDay(day.format(ISO))
const FORMATS = [written, ...TYPED, ISO, 'D MMM YYYY']

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
  return (
    <DatePicker
      id={id}
      value={value === null ? null : dayjs(value)}
      format={FORMATS}
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
      onBlur={(event) => {
        const text = (event.target as HTMLInputElement).value
        onWrong?.(text !== '' && parseDay(text) === null)
      }}
    />
  )
}

type DayFieldProps = Omit<Around, 'warning'> & Pick<PickerProps, 'value' | 'onChange' | 'required'>

export function DayField({ value, onChange, required, error, ...around }: DayFieldProps) {
  const { date } = useWords(commonWords)
  const [wrong, setWrong] = useState(false)
  return (
    <FieldFrame hint={date.hint} {...around} error={wrong ? date.wrong : error}>
      {({ id, described, invalid }) => <DayPicker {...{ id, value, onChange, required, described, invalid }} onWrong={setWrong} />}
    </FieldFrame>
  )
}
