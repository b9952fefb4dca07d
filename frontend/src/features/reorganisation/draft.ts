import type { ChoiceWrite, MoveRead, SuccessionCreate, SuccessionKind, SuccessorWrite, UnitKind } from '@/api/types.gen'
import type { Day } from '@/lib/format'

/** A unit after, as it is being typed. `unit` names one that there is. */
export interface After {
  unit: string | undefined
  name: string
  short_name: string
  code: string
  kind: UnitKind
  coordinating: boolean
  codes: SuccessorWrite['codes']
}

export interface Part {
  kind: SuccessionKind
  before: readonly string[]
  after: readonly After[]
  /** What goes to another than the first unit after (`to`), and which heads go on as officers (`role`). */
  choices: readonly ChoiceWrite[]
}

export interface Draft {
  title: string
  legal_basis: string
  effective_on: Day | null
  parts: readonly Part[]
}

export const FRESH: After = { unit: undefined, name: '', short_name: '', code: '', kind: 'ward', coordinating: false, codes: [] }
export const EMPTY: Draft = { title: '', legal_basis: '', effective_on: null, parts: [{ kind: 'merge', before: [], after: [FRESH], choices: [] }] }

/** How many units may come after, by kind. */
export const MOST: Record<SuccessionKind, number> = { merge: 1, split: 20, rename: 1, dissolve: 1 }

/** The decision that was stored, to be changed. */
export function draftOf(decision: SuccessionCreate): Draft {
  return {
    title: decision.title,
    legal_basis: decision.legal_basis,
    effective_on: decision.effective_on,
    parts: decision.parts.map((part) => ({
      kind: part.kind,
      before: part.predecessors,
      after: (part.successors ?? []).map((after) => ({
        unit: after.unit_id ?? undefined,
        name: after.name ?? '',
        short_name: after.short_name ?? '',
        code: after.code ?? '',
        kind: after.kind ?? 'ward',
        coordinating: after.coordinating ?? false,
        codes: after.codes ?? [],
      })),
      choices: part.choices ?? [],
    })),
  }
}

function successorOf(kind: SuccessionKind, after: After): SuccessorWrite {
  if (kind === 'rename') return { name: after.name, short_name: after.short_name }
  if (after.unit !== undefined) return { unit_id: after.unit }
  const { name, short_name, code, coordinating, codes } = after
  return { name, short_name, code: code.trim(), kind: after.kind, coordinating, codes }
}

type Thing = Pick<MoveRead, 'what' | 'thing_id'>

/** Whether it may be chosen where a thing goes: an assignment that goes on, a person; the lines of a draft go with their assignments. */
export function isSent({ what, how }: Pick<MoveRead, 'what' | 'how'>): boolean {
  return (what === 'assignment' || what === 'membership') && ['carried', 'merged', 'continued'].includes(how)
}

function isOf(thing: Thing) {
  return ({ what, id }: ChoiceWrite) => what === thing.what && id === thing.thing_id
}

/** To which of the units after, from 0. */
export function placeOf(part: Part, thing: Thing): number {
  return part.choices.find(isOf(thing))?.to ?? 0
}

/** The part with these things going to one of the units after. */
export function sentTo(part: Part, things: readonly Thing[], to: number): Part {
  const others = part.choices.filter((choice) => !things.some((thing) => isOf(thing)(choice)))
  return { ...part, choices: to === 0 ? others : [...others, ...things.map(({ what, thing_id: id }) => ({ what, id, to }))] }
}

/** The part without one of its units after: what went there goes to the first again. */
export function withoutAfter(part: Part, place: number): Part {
  const choices = part.choices.filter(({ to }) => to !== place).map((choice) => (choice.to != null && choice.to > place ? { ...choice, to: choice.to - 1 } : choice))
  return { ...part, after: part.after.filter((_, at) => at !== place), choices }
}

/** A head who becomes an officer may go to another than the first unit as well: one choice says both. */
function choicesOf(part: Part, officers: readonly string[]): ChoiceWrite[] {
  const roleOf = ({ what, id }: ChoiceWrite) => (what === 'membership' && officers.includes(id) ? { role: 'officer' } : {})
  const sent = part.choices.filter(({ to }) => to != null).map((choice) => ({ what: choice.what, id: choice.id, to: choice.to, ...roleOf(choice) }))
  const staying = officers.filter((id) => !sent.some((choice) => choice.what === 'membership' && choice.id === id))
  return [...sent, ...staying.map((id) => ({ what: 'membership' as const, id, role: 'officer' }))]
}

/** What is sent. `officers` are the memberships of heads who go on as officers. */
export function bodyOf(draft: Draft, day: Day, officers: readonly string[], confirmed: Day | null): SuccessionCreate {
  return {
    title: draft.title,
    legal_basis: draft.legal_basis,
    effective_on: day,
    confirmed_on: confirmed,
    parts: draft.parts.map((part) => ({
      kind: part.kind,
      predecessors: [...part.before],
      successors: part.after.map((after) => successorOf(part.kind, after)),
      choices: choicesOf(part, officers),
    })),
  }
}

function isNamed(kind: SuccessionKind, after: After): boolean {
  if (kind !== 'rename' && after.unit !== undefined) return true
  return after.name.trim() !== '' && after.short_name.trim() !== '' && (kind === 'rename' || after.code.trim() !== '')
}

/** Whether there is enough to ask the server what would happen. */
export function isReady(draft: Draft): boolean {
  const parts = draft.parts.every(({ kind, before, after }) => before.length > 0 && after.every((one) => isNamed(kind, one)) && (kind === 'dissolve' || after.length > 0))
  return draft.title.trim() !== '' && draft.legal_basis.trim() !== '' && draft.effective_on !== null && draft.parts.length > 0 && parts
}

/** Heads who were chosen to go on as officers, of a decision that was stored. */
export function officersOf(draft: Draft): string[] {
  return [...new Set(draft.parts.flatMap(({ choices }) => choices.filter(({ role }) => role != null).map(({ id }) => id)))]
}
