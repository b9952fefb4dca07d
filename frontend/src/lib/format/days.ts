import { getLocale } from '@/i18n/locale'

/** A day on the wire: `2024-09-09`. */
export type Day = string

const ZONE = 'Asia/Ho_Chi_Minh'

interface Parts {
  year: number
  month: number
  day: number
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number) => String(value).padStart(2, '0')

function partsOf(day: Day): Parts | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day)
  return match === null ? null : { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

/** Nghị định 30: days below 10 and the months 1 and 2 carry a zero: 09/9/2024, 05/02/2024. */
function written({ year, month, day }: Parts, withYear: boolean): string {
  if (getLocale() === 'en') return `${day} ${MONTHS[month - 1] ?? ''}${withYear ? ` ${year}` : ''}`
  return `${two(day)}/${month <= 2 ? two(month) : month}${withYear ? `/${year}` : ''}`
}

/** A day, or the day of a moment in Vietnam's time: "09/9/2024". */
export function formatDay(value: Day): string {
  const parts = partsOf(value.length > 10 ? dayOf(new Date(value)) : value)
  return parts === null ? '–' : written(parts, true)
}

/** Without the year, where the page names it: "12/9". */
export function formatShortDay(value: Day): string {
  const parts = partsOf(value.length > 10 ? dayOf(new Date(value)) : value)
  return parts === null ? '–' : written(parts, false)
}

/** "14:32" */
export function formatTime(moment: string | Date): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: ZONE }).format(new Date(moment))
}

/** "14:40 ngày 09/9/2024" */
export function formatMoment(moment: string | Date): string {
  const day = formatDay(dayOf(new Date(moment)))
  return getLocale() === 'en' ? `${formatTime(moment)} on ${day}` : `${formatTime(moment)} ngày ${day}`
}

/** The day of a moment in Vietnam. */
export function dayOf(moment: Date): Day {
  return new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: ZONE }).format(moment)
}

/** Whole days from one day to another; negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000)
}

/** "còn 3 ngày", "hôm nay", "quá 40 ngày". Only ever beside the day itself; not for requested bodies when it is over. */
export function formatRemaining(dueOn: Day, today: Day): string {
  const days = daysBetween(today, dueOn)
  const english = getLocale() === 'en'
  if (days === 0) return english ? 'today' : 'hôm nay'
  const count = Math.abs(days)
  const noun = count === 1 ? 'day' : 'days'
  if (days > 0) return english ? `${count} ${noun} left` : `còn ${count} ngày`
  return english ? `${count} ${noun} overdue` : `quá ${count} ngày`
}

function isReal({ year, month, day }: Parts): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900 && year <= 2100
}

/** What a clerk types as a day: 9/9/24, 09-9-2024, 9.9.2024, 2024-09-09, and as English writes it, 9 Sep 2024. Null where it is none. */
export function parseDay(text: string): Day | null {
  const plain = text.trim().replace(/^(\d{1,2} )([A-Z][a-z]{2})( \d{4})$/, (_all, day: string, month: string, year: string) => `${day}${MONTHS.indexOf(month) + 1}${year}`)
  const iso = partsOf(plain)
  const typed = /^(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4}|\d{2})$/.exec(plain)
  let parts = iso !== null && plain.length === 10 ? iso : null
  if (typed !== null) {
    const year = Number(typed[3])
    parts = { day: Number(typed[1]), month: Number(typed[2]), year: year < 100 ? 2000 + year : year }
  }
  if (parts === null || !isReal(parts)) return null
  return `${parts.year}-${two(parts.month)}-${two(parts.day)}`
}
