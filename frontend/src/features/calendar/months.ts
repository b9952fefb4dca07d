import type { CalendarDayRead } from '@/api/types.gen'
import type { Day } from '@/lib/format'

export interface Cell {
  day: Day
  number: number
  weekend: boolean
  known: CalendarDayRead | undefined
}

const two = (value: number) => String(value).padStart(2, '0')

/** The weeks of a month, Monday first; null where a week begins or ends outside it. */
export function weeksOf(year: number, month: number, days: ReadonlyMap<Day, CalendarDayRead>): (Cell | null)[][] {
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const cells: (Cell | null)[] = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, place) => {
    const number = place - before + 1
    if (number < 1 || number > length) return null
    const day = `${year}-${two(month)}-${two(number)}`
    return { day, number, weekend: place % 7 > 4, known: days.get(day) }
  })
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** A day put into the list in its order, in place of what stood there. */
export function withDay(days: readonly CalendarDayRead[], added: CalendarDayRead): CalendarDayRead[] {
  return [...days.filter(({ day }) => day !== added.day), added].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}
