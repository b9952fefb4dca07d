import type { PeriodKind, RegimeRow, RegimeRowWrite, YearlyDay } from '@/api/types.gen'
import { uuid } from '@/lib/uuid'

export const LEVELS = ['ward', 'department', 'city'] as const
export type Level = (typeof LEVELS)[number]
/** What a regime may ask for every year; what is asked ad hoc belongs to none. */
export const KINDS = ['quarter_1', 'six_months', 'quarter_3', 'year', 'other'] as const satisfies readonly PeriodKind[]
const MOST_DAYS = 60

/** A day of every year while it is typed, such as 20/3, and which year it is of: the plan's, the one before, the one after. */
export interface DayDraft {
  text: string
  year: -1 | 0 | 1
}

/** Both ways of a level's deadline are kept, so that trying the other one loses nothing; `fixed` says which of them holds. */
export interface LevelDraft {
  fixed: boolean
  days: string
  on: DayDraft
}

export interface RowDraft {
  key: string
  title: string
  code: string
  kind: PeriodKind
  cumulative: boolean
  from: DayDraft
  to: DayDraft
  ministry: DayDraft
  at: string
  levels: Record<Level, LevelDraft>
}

/** The plan's year in titles and codes, as the page calls it; typed in the other language it is understood as well. */
const YEAR = '{year}'
const MARKS = /\{(?:năm|nam|year)\}/giu

const shown = (text: string, mark: string) => text.replaceAll(YEAR, mark)
const meant = (text: string) => text.normalize('NFC').replaceAll(MARKS, YEAR).trim()

function dayDraft({ day, month, year }: YearlyDay): DayDraft {
  return { text: `${day}/${month}`, year: year ?? 0 }
}

/** A report of the regime, to be written on. `mark` stands for the year in its title and code. */
export function draftOf(row: RegimeRow, mark: string): RowDraft {
  const level = ({ working_days_before: days, on }: RegimeRow['deadlines'][Level]): LevelDraft => ({
    fixed: on != null,
    days: days == null ? '' : String(days),
    on: on == null ? { text: '', year: 0 } : dayDraft(on),
  })
  const { ward, department, city } = row.deadlines
  return {
    key: uuid(),
    title: shown(row.title, mark),
    code: shown(row.code, mark),
    kind: row.kind,
    cumulative: row.cumulative,
    from: dayDraft(row.data_from),
    to: dayDraft(row.data_to),
    ministry: dayDraft(row.ministry),
    at: row.at ?? '17:00',
    levels: { ward: level(ward), department: level(department), city: level(city) },
  }
}

/** A further report of the year, with the days of the levels that the others have. */
export function emptyRow(others: readonly RowDraft[]): RowDraft {
  const empty: DayDraft = { text: '', year: 0 }
  const days = { ward: '4', department: '3', city: '2' }
  const level = (name: Level): LevelDraft => ({ fixed: false, days: others.find(({ levels }) => !levels[name].fixed)?.levels[name].days ?? days[name], on: empty })
  return {
    key: uuid(),
    title: '',
    code: '',
    kind: 'other',
    cumulative: false,
    from: empty,
    to: empty,
    ministry: empty,
    at: others[0]?.at ?? '17:00',
    levels: { ward: level('ward'), department: level('department'), city: level('city') },
  }
}

/** What was typed as a day that every year has; null where it is none. */
export function readYearlyDay({ text, year }: DayDraft): YearlyDay | null {
  const found = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})$/.exec(text.trim())
  if (found === null) return null
  const [day, month] = [Number(found[1]), Number(found[2])]
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2023, month, 0)).getUTCDate()
  return isReal ? { day, month, year } : null
}

function readDays({ days }: LevelDraft): number | null {
  return /^\d{1,2}$/.test(days.trim()) && Number(days) <= MOST_DAYS ? Number(days) : null
}

function readHour(at: string): string | null {
  const found = /^(\d{1,2})\s*[:hg.]\s*(\d{2})$/i.exec(at.trim())
  return found === null || Number(found[1]) > 23 || Number(found[2]) > 59 ? null : `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? ''}`
}

export type Wrong = 'title' | 'code' | 'from' | 'to' | 'backwards' | 'ministry' | 'at' | Level

/** The fields of a report that cannot be meant as they stand. */
export function wrongIn(row: RowDraft): ReadonlySet<Wrong> {
  const [from, to] = [readYearlyDay(row.from), readYearlyDay(row.to)]
  const found: [Wrong, boolean][] = [
    ['title', meant(row.title) === ''],
    ['code', !/^(?:[0-9A-Za-z.-]|\{year\}){1,20}$/.test(meant(row.code))],
    ['from', from === null],
    ['to', to === null],
    ['backwards', from !== null && to !== null && placeOf(to) < placeOf(from)],
    ['ministry', readYearlyDay(row.ministry) === null],
    ['at', readHour(row.at) === null],
    ...LEVELS.map((level): [Wrong, boolean] => [level, readLevel(row.levels[level]) === null]),
  ]
  return new Set(found.filter(([, wrong]) => wrong).map(([name]) => name))
}

const placeOf = ({ year, month, day }: YearlyDay) => (year ?? 0) * 400 + month * 32 + day

function readLevel(level: LevelDraft): RegimeRow['deadlines'][Level] | null {
  if (level.fixed) {
    const on = readYearlyDay(level.on)
    return on && { on }
  }
  const days = readDays(level)
  return days === null ? null : { working_days_before: days }
}

/** The report as the server takes it; null while something in it is wrong. */
export function rowOf(row: RowDraft): RegimeRowWrite | null {
  const [from, to, ministry, at] = [readYearlyDay(row.from), readYearlyDay(row.to), readYearlyDay(row.ministry), readHour(row.at)]
  const [ward, department, city] = [readLevel(row.levels.ward), readLevel(row.levels.department), readLevel(row.levels.city)]
  if (from === null || to === null || ministry === null || at === null || ward === null || department === null || city === null) return null
  if (wrongIn(row).size > 0) return null
  return {
    kind: row.kind,
    code: meant(row.code),
    title: meant(row.title),
    data_from: from,
    data_to: to,
    cumulative: row.cumulative,
    ministry,
    at,
    deadlines: { ward, department, city },
  }
}
