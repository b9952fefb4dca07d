import type { PeriodCreate } from '@/api/types.gen'
import { wrongIn, writeQuestion, type QuestionDraft } from './questions'

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

const at17 = (day: string) => `${day}T17:00:00+07:00`
const chosenOf = (ids: readonly string[]) => (ids.length === 0 ? null : [...ids])

export function isBackwards({ days: { data_from: from, data_to: to } }: AdHocForm): boolean {
  return from !== null && to !== null && to < from
}

export function asksNothing({ asksTasks, questions }: AdHocForm): boolean {
  return !asksTasks && questions.length === 0
}

function isWritten(form: AdHocForm): boolean {
  return form.title.trim() !== '' && form.code?.trim() !== '' && form.questions.every((question) => wrongIn(question) === null)
}

/** The period as it is asked of the server; null while something is missing. */
export function periodOf(form: AdHocForm, planId: string | undefined): PeriodCreate | null {
  const { title, code, units, own, tasks, asksTasks, questions } = form
  const { data_from: from, data_to: to, ward, department, city } = form.days
  if (planId === undefined || from === null || to === null || ward === null) return null
  if (!isWritten(form) || isBackwards(form) || asksNothing(form)) return null
  return {
    plan_id: planId,
    kind: 'ad_hoc',
    title,
    code: code ?? undefined,
    data_from: from,
    data_to: to,
    deadlines: { ward: at17(ward), department: at17(department ?? ward), city: at17(city ?? department ?? ward) },
    unit_ids: chosenOf(units),
    task_ids: asksTasks ? chosenOf(tasks) : null,
    ask_tasks: asksTasks,
    questions: questions.map(writeQuestion),
    unit_deadlines: units.flatMap((unit) => (own[unit] == null ? [] : [{ unit_id: unit, due_at: at17(own[unit]) }])),
  }
}
