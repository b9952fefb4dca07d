import type { ActivityCreate, ActivityForm, ActivityKind, ActivityPatch, ActivityRead } from '@/api/types.gen'
import type { Day } from '@/lib/format'

/** What is typed of an activity; numbers as they are typed. */
export interface Draft {
  state: 'planned' | 'held'
  kind: ActivityKind
  form: ActivityForm
  title: string
  begins_on: Day | null
  ends_on: Day | null
  place: string
  audience: string
  participants: string
  women: string
  result: string
  task_id: string | undefined
  indicator_ids: readonly string[]
}

export const FORMS: readonly ActivityForm[] = ['conference', 'class', 'residents_meeting', 'loudspeaker', 'social_media', 'website', 'leaflet', 'banner', 'mobile', 'check', 'other']

const NOTHING = { title: '', ends_on: null, place: '', audience: '', participants: '', women: '', result: '', task_id: undefined, indicator_ids: [] }

export function draftOf(activity: ActivityRead | undefined, today: Day): Draft {
  if (activity === undefined) return { ...NOTHING, state: 'held', kind: 'communication', form: 'conference', begins_on: today }
  const { kind, form, title, begins_on, ends_on, place, audience, participants, women, result, task, indicators } = activity
  return {
    ...NOTHING,
    ...{ kind, form, title, begins_on, place, audience },
    state: activity.state === 'held' ? 'held' : 'planned',
    ends_on: ends_on === begins_on ? null : ends_on,
    participants: participants === null ? '' : String(participants),
    women: women === null ? '' : String(women),
    result: result ?? '',
    task_id: task?.id,
    indicator_ids: indicators.map(({ id }) => id),
  }
}

/** A number as clerks type it: 1.250 is one thousand two hundred and fifty. Undefined where it is none. */
export function numberOf(typed: string): number | null | undefined {
  const bare = typed.replaceAll(/[.,\s]/g, '')
  if (bare === '') return null
  return /^\d{1,7}$/.test(bare) ? Number(bare) : undefined
}

/** What keeps the draft from being sent. */
export function isReady(draft: Draft): boolean {
  const held = draft.state === 'planned' || (draft.result.trim() !== '' && numberOf(draft.participants) !== undefined && numberOf(draft.women) !== undefined)
  return draft.title.trim() !== '' && draft.begins_on !== null && held
}

function saidBy({ kind, form, title, begins_on, ends_on, place, audience, participants, women, result, indicator_ids, state }: Draft) {
  const went = state === 'held' ? { participants: numberOf(participants) ?? null, women: numberOf(women) ?? null, result: result.trim() } : {}
  return { kind, form, title: title.trim(), begins_on: begins_on ?? '', ends_on: ends_on ?? begins_on ?? '', place: place.trim(), audience: audience.trim(), indicator_ids: [...indicator_ids], ...went }
}

export function newOf(draft: Draft): ActivityCreate {
  return { ...saidBy(draft), state: draft.state, task_id: draft.task_id }
}

/** Only what differs from what was read: a task that this reader is not told of must not be taken off. */
export function patchOf(draft: Draft, activity: ActivityRead): ActivityPatch {
  const wanted = { ...saidBy(draft), task_id: draft.task_id ?? null }
  const before: Record<string, unknown> = { ...saidBy(draftOf(activity, activity.begins_on)), task_id: activity.task?.id ?? null }
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])))
}
