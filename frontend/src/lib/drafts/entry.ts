import type { ApiProblem } from '@/lib/http/problem'
import type { Conflict, Current, DraftStatus } from './types'

/** Everything known of one key. `unsent` is always newer than `inFlight`. */
export interface Entry<P extends object> {
  version: number
  /** The server's value of the edited fields when their editing began. */
  base: Partial<P>
  /** What the server is known to hold. */
  server: Partial<P>
  unsent: Partial<P>
  inFlight: Partial<P> | null
  /** Saves that the server may hold by now, though no answer said so. */
  unanswered: Partial<P>[]
  /** The save under way; true when the server took it. */
  sending: Promise<boolean> | null
  /** What this page shows in place of the server's value, so that no answer is ever written into a focused field. */
  shown: Partial<P>
  status: DraftStatus<P>
  timer: ReturnType<typeof setTimeout> | undefined
  failures: number
}

export function newEntry<P extends object>(current: Current<P>): Entry<P> {
  return {
    version: current.version,
    base: {},
    server: current.value,
    unsent: {},
    inFlight: null,
    unanswered: [],
    sending: null,
    shown: {},
    status: { kind: 'clean' },
    timer: undefined,
    failures: 0,
  }
}

export function isEmpty(patch: object): boolean {
  return Object.keys(patch).length === 0
}

export function hasUnsent<P extends object>(entry: Entry<P>): boolean {
  return entry.inFlight !== null || !isEmpty(entry.unsent)
}

/** Deep enough for JSON values. */
export function same(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b)
}

function fieldsOf<P extends object>(patch: Partial<P>): (keyof P)[] {
  return Object.keys(patch) as (keyof P)[]
}

/** Begins the record of what the server had for fields that are touched for the first time. */
export function noteBase<P extends object>(entry: Entry<P>, patch: Partial<P>): void {
  for (const field of fieldsOf(patch)) {
    if (!(field in entry.base) && field in entry.server) entry.base[field] = entry.server[field]
  }
}

/**
 * Puts the unsent text on top of what the server holds now. Fields that nobody else touched, fields in which both wrote
 * the same, and those that hold an own save whose answer got lost, need no question; the others are a conflict.
 */
export function rebase<P extends object>(entry: Entry<P>, current: Current<P>, problem?: ApiProblem): Conflict<P> | null {
  const { value } = current
  const isOwn = (field: keyof P) => [entry.unsent, entry.base, ...entry.unanswered].some((own) => field in own && same(value[field], own[field]))
  const contested = fieldsOf(entry.unsent).filter((field) => field in value && !isOwn(field))
  if (contested.length > 0) {
    return { fields: contested, mine: { ...entry.unsent }, theirs: value, version: current.version, problem }
  }
  const settled = fieldsOf(entry.unsent).filter((field) => field in value && same(value[field], entry.unsent[field]))
  entry.unsent = Object.fromEntries(Object.entries(entry.unsent).filter(([field]) => !settled.includes(field as keyof P))) as Partial<P>
  entry.version = current.version
  entry.server = { ...entry.server, ...value }
  entry.base = {}
  entry.unanswered = []
  noteBase(entry, entry.unsent)
  return null
}
