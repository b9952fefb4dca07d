import type { BaselineRead, TargetRead, TargetWrite } from '@/api/types.gen'
import { formatScore, parseNumber } from '@/lib/format'

/** A target as it is typed. Without a direction it is none. */
export interface TargetDraft {
  baseline: string
  target: string
  stance: TargetWrite['stance'] | ''
  low: boolean
  source: string
  note: string | null
}

export type Drafts = ReadonlyMap<string, TargetDraft>

export const EMPTY: TargetDraft = { baseline: '', target: '', stance: '', low: false, source: '', note: null }

const typed = (value: number | null) => (value === null ? '' : formatScore(value))

export function draftsOf(targets: readonly TargetRead[]): Drafts {
  return new Map(
    targets.map((row) => [row.indicator_id, { baseline: typed(row.baseline), target: typed(row.target), stance: row.stance, low: row.low_rated, source: row.low_rated_source ?? '', note: row.note }]),
  )
}

/** A score that was typed: nothing, a number, or no number. */
function scoreOf(text: string): number | null | undefined {
  return text.trim() === '' ? null : (parseNumber(text) ?? undefined)
}

/** What is wrong with a typed score: no number, or more than the scale has. */
export function faultOf(text: string, max: number | null): 'number' | 'scale' | undefined {
  const value = scoreOf(text)
  if (value === undefined || (value !== null && value <= 0)) return 'number'
  return value !== null && max !== null && value > max ? 'scale' : undefined
}

function isSet({ stance, low, baseline, target }: TargetDraft): boolean {
  return stance !== '' || low || target.trim() !== '' || baseline.trim() !== ''
}

/** The same number, however it was rounded for the eye: what nobody touched is stored as it was. */
function same(text: string, before: number | null | undefined): number | null {
  const value = scoreOf(text) ?? null
  return before !== undefined && before !== null && typed(before) === text ? before : value
}

export function writesOf(drafts: Drafts, before: readonly TargetRead[]): TargetWrite[] {
  const known = new Map(before.map((row) => [row.indicator_id, row]))
  return [...drafts]
    .filter(([, draft]) => isSet(draft))
    .map(([id, draft]) => ({
      indicator_id: id,
      baseline: same(draft.baseline, known.get(id)?.baseline),
      target: same(draft.target, known.get(id)?.target),
      stance: draft.stance === '' ? 'improve' : draft.stance,
      low_rated: draft.low,
      low_rated_source: draft.low && draft.source.trim() !== '' ? draft.source.trim() : null,
      note: draft.note,
    }))
}

/** Fills empty baselines of set targets with what was published; a typed one that differs stays, and is counted. */
export function filled(drafts: Drafts, published: readonly BaselineRead[]): { drafts: Drafts; filled: number; kept: number } {
  const next = new Map(drafts)
  let [count, kept] = [0, 0]
  for (const { indicator_id: id, value } of published) {
    const draft = drafts.get(id)
    if (draft === undefined || value === null || !isSet(draft)) continue
    const score = typed(value)
    if (draft.baseline.trim() === '') {
      next.set(id, { ...draft, baseline: score })
      count += 1
    } else if (draft.baseline !== score) kept += 1
  }
  return { drafts: next, filled: count, kept }
}

/** Where two sets of drafts differ, by the id of the node. */
export function differing(mine: Drafts, theirs: Drafts): string[] {
  const ids = new Set([...mine.keys(), ...theirs.keys()])
  return [...ids].filter((id) => JSON.stringify(mine.get(id) ?? EMPTY) !== JSON.stringify(theirs.get(id) ?? EMPTY))
}
