import type { ChoiceWrite, SuccessionCreate, SuccessionKind, SuccessorWrite, UnitKind } from '@/api/types.gen'
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
      choices: [...part.choices.filter(({ role }) => role == null), ...officers.map((id) => ({ what: 'membership' as const, id, role: 'officer' }))],
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
