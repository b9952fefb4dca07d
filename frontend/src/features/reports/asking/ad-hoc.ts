import type { PeriodCreate, PeriodRead } from '@/api/types.gen'
import { dayOf } from '@/lib/format'
import { draftOf, wrongIn, writeQuestion, type QuestionDraft } from './questions'

export type DayName = 'data_from' | 'data_to' | 'ward' | 'department' | 'city'

/** What somebody has written of an ad-hoc period so far. */
export interface AdHocForm {
  title: string
  /** Null while the proposed code stands. */
  code: string | null
  days: Readonly<Record<DayName, string | null>>
  units: readonly string[]
  /** The own day of a chosen unit. */
  own: Readonly<Record<string, string | null>>
  tasks: readonly string[]
  asksTasks: boolean
  questions: readonly QuestionDraft[]
}

export const EMPTY_FORM: AdHocForm = {
  title: '',
  code: null,
  days: { data_from: null, data_to: null, ward: null, department: null, city: null },
  units: [],
  own: {},
  tasks: [],
  asksTasks: true,
  questions: [],
}

/** What a planned period asks, to be written on. */
export function formOf(period: PeriodRead): AdHocForm {
  const { title, code, data_from, data_to, deadlines, unit_ids, task_ids, ask_tasks, questions, unit_deadlines } = period
  return {
    title,
    code,
    days: { data_from, data_to, ward: localDay(deadlines.ward), department: localDay(deadlines.department), city: localDay(deadlines.city) },
    units: unit_ids ?? [],
    own: Object.fromEntries(unit_deadlines.map(({ unit_id: unit, due_at: due }) => [unit, localDay(due)])),
    tasks: task_ids ?? [],
    asksTasks: ask_tasks,
    questions: questions.map(draftOf),
  }
}

export const localDay = (moment: string) => dayOf(new Date(moment))

/** The end of office hours; a moment of that day that stood there before keeps its hour. */
export function momentOf(day: string, before: string | undefined): string {
  return before !== undefined && localDay(before) === day ? before : `${day}T17:00:00+07:00`
}

export function isBackwards({ days: { data_from: from, data_to: to } }: AdHocForm): boolean {
  return from !== null && to !== null && to < from
}

export function asksNothing({ asksTasks, questions }: AdHocForm): boolean {
  return !asksTasks && questions.length === 0
}

function isWritten(form: AdHocForm): boolean {
  return form.title.trim() !== '' && form.code?.trim() !== '' && form.questions.every((question) => wrongIn(question) === null)
}

/** What is asked of whom by when, as the server takes it; null while something is missing. `before` is the period that is written on. */
export function askedOf(form: AdHocForm, before?: PeriodRead): Asked | null {
  const { title, units, own, tasks, asksTasks, questions } = form
  const { data_from: from, data_to: to, ward, department, city } = form.days
  if (from === null || to === null || ward === null) return null
  if (!isWritten(form) || isBackwards(form) || asksNothing(form)) return null
  const { deadlines, unit_deadlines: ownBefore = [] } = before ?? {}
  return {
    title,
    data_from: from,
    data_to: to,
    deadlines: {
      ward: momentOf(ward, deadlines?.ward),
      department: momentOf(department ?? ward, deadlines?.department),
      city: momentOf(city ?? department ?? ward, deadlines?.city),
    },
    unit_ids: [...units],
    task_ids: asksTasks ? [...tasks] : [],
    ask_tasks: asksTasks,
    questions: questions.map(writeQuestion),
    unit_deadlines: units.flatMap((unit) => (own[unit] == null ? [] : [{ unit_id: unit, due_at: momentOf(own[unit], ownBefore.find(({ unit_id: id }) => id === unit)?.due_at) }])),
  }
}

type Asked = Omit<PeriodCreate, 'plan_id' | 'kind' | 'code'>
