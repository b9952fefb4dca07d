import { ApiProblem, isProblem, toProblem } from '@/lib/http/problem'
import { hasUnsent, isEmpty, newEntry, noteBase, rebase, type Entry } from './entry'
import { deviceStorage, type DraftStorage, type StoredDraft } from './storage'
import type { Current, Decision, DraftStatus, DraftsOptions } from './types'

/** One object, because React compares snapshots by identity. */
const CLEAN = { kind: 'clean' } as const
const DEBOUNCE_MS = 800
const RETRY_MS = [2_000, 5_000, 10_000, 30_000, 60_000]
const SEVERITY: readonly DraftStatus<never>['kind'][] = ['conflict', 'failed', 'kept', 'saving', 'editing', 'saved', 'clean']

/**
 * Autosave of many small texts. Each edit is on the device at once and on the server 800 ms later; one save per key is
 * under way at a time, later edits wait for its version. Nothing typed is dropped before the server has acknowledged it.
 */
export class Drafts<P extends object> {
  private readonly entries = new Map<string, Entry<P>>()
  private readonly orphans = new Map<string, StoredDraft<P>>()
  private readonly listeners = new Set<() => void>()
  private readonly storage: DraftStorage<P>
  private stopped = false

  constructor(private readonly options: DraftsOptions<P>) {
    this.storage = options.storage ?? deviceStorage<P>(options.owner, options.name)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Tells what the server holds of a key; unsent text stays on top of it. */
  open(key: string, current: Current<P>): void {
    const entry = this.entries.get(key)
    if (entry === undefined) {
      const created = newEntry<P>(current)
      this.entries.set(key, created)
      this.takeOver(key, created)
      return
    }
    if (entry.inFlight !== null || entry.status.kind === 'conflict' || current.version < entry.version) return
    if (current.version === entry.version) {
      entry.server = { ...entry.server, ...current.value }
      return
    }
    this.settle(key, entry, current)
  }

  edit(key: string, patch: Partial<P>): void {
    const entry = this.entries.get(key)
    if (entry === undefined) throw new Error(`drafts: ${key} is edited before it is opened`)
    noteBase(entry, patch)
    entry.unsent = { ...entry.unsent, ...patch }
    entry.shown = { ...entry.shown, ...patch }
    this.store(key, entry)
    if (entry.status.kind === 'conflict') {
      const { conflict } = entry.status
      this.put(entry, { kind: 'conflict', conflict: { ...conflict, mine: { ...entry.unsent } } })
      return
    }
    if (entry.inFlight === null) this.put(entry, { kind: 'editing' })
    else this.tell()
    this.later(key, entry, this.options.debounceMs ?? DEBOUNCE_MS)
  }

  /** Sends at once: on blur, on leaving a line, on Ctrl+S. Resolves when the server has answered. */
  async flush(key: string): Promise<void> {
    const entry = this.entries.get(key)
    if (entry === undefined || this.stopped) return
    clearTimeout(entry.timer)
    if (entry.sending !== null && !(await entry.sending)) return
    while (!isEmpty(entry.unsent) && entry.status.kind !== 'conflict') {
      entry.sending ??= this.send(key, entry).finally(() => {
        entry.sending = null
      })
      if (!(await entry.sending)) return
    }
  }

  /** Sends everything; answers how many keys still hold text that is only here. */
  async flushAll(): Promise<number> {
    await Promise.all([...this.entries.keys()].map((key) => this.flush(key)))
    return this.unsentCount()
  }

  unsentCount(): number {
    return [...this.entries.values()].filter(hasUnsent).length + this.orphans.size
  }

  status(key: string): DraftStatus<P> {
    return this.entries.get(key)?.status ?? CLEAN
  }

  /** The state of the page as a whole: the worst of all keys, and of "saved" the latest. */
  summary(): DraftStatus<P> {
    let worst: DraftStatus<P> = CLEAN
    for (const { status } of this.entries.values()) {
      worst = worseOf(worst, status)
    }
    return worst
  }

  /** What the page shows instead of the server's value. */
  shown(key: string): Partial<P> {
    return this.entries.get(key)?.shown ?? EMPTY
  }

  version(key: string): number | undefined {
    return this.entries.get(key)?.version
  }

  /** The line is left: send it, and show the server's text again once it has it. */
  async release(key: string): Promise<void> {
    await this.flush(key)
    const entry = this.entries.get(key)
    if (entry === undefined || hasUnsent(entry)) return
    entry.shown = {}
    this.tell()
  }

  /** The person's answer to a conflict. */
  async resolve(key: string, decision: Decision<P>): Promise<void> {
    const entry = this.entries.get(key)
    if (entry?.status.kind !== 'conflict') return
    const { conflict } = entry.status
    if (decision.keep === 'theirs') entry.unsent = without(entry.unsent, conflict.fields)
    if (decision.keep === 'merged') entry.unsent = { ...entry.unsent, ...decision.value }
    entry.shown = decision.keep === 'theirs' ? without(entry.shown, conflict.fields) : { ...entry.shown, ...entry.unsent }
    entry.version = conflict.version
    entry.server = { ...entry.server, ...conflict.theirs }
    entry.base = {}
    noteBase(entry, entry.unsent)
    this.store(key, entry)
    this.put(entry, isEmpty(entry.unsent) ? { kind: 'clean' } : { kind: 'editing' })
    await this.flush(key)
  }

  /** Takes up what closed tabs of the same person left unsent. */
  async adopt(): Promise<void> {
    for (const { key, draft } of await this.storage.adopt()) {
      const older = this.orphans.get(key)
      this.orphans.set(key, older === undefined ? draft : { ...draft, patch: { ...older.patch, ...draft.patch }, base: { ...draft.base, ...older.base } })
      this.storage.write(key, this.orphans.get(key) ?? null)
      const entry = this.entries.get(key)
      if (entry !== undefined) this.takeOver(key, entry)
    }
    // text of a line that is not on this page is sent all the same
    for (const [key, draft] of [...this.orphans]) this.open(key, { version: draft.version, value: draft.base })
  }

  /** Network or session are back. */
  async retry(): Promise<void> {
    const kept = [...this.entries].filter(([, entry]) => entry.status.kind === 'kept')
    await Promise.all(kept.map(([key]) => this.flush(key)))
  }

  /** Ends the engine and removes every copy of this owner from the device. */
  wipe(): void {
    this.stop()
    this.storage.wipe()
  }

  stop(): void {
    this.stopped = true
    for (const entry of this.entries.values()) clearTimeout(entry.timer)
  }

  resume(): void {
    this.stopped = false
  }

  private takeOver(key: string, entry: Entry<P>): void {
    const orphan = this.orphans.get(key)
    if (orphan === undefined) return
    this.orphans.delete(key)
    const current = { version: entry.version, value: entry.server }
    entry.base = { ...orphan.base, ...entry.base }
    entry.unsent = { ...orphan.patch, ...entry.unsent }
    entry.shown = { ...orphan.patch, ...entry.shown }
    this.settle(key, entry, current)
  }

  private settle(key: string, entry: Entry<P>, current: Current<P>, problem?: ApiProblem): void {
    const conflict = rebase(entry, current, problem)
    this.store(key, entry)
    if (conflict !== null) {
      this.put(entry, { kind: 'conflict', conflict })
    } else if (!isEmpty(entry.unsent)) {
      this.put(entry, { kind: 'editing' })
      this.later(key, entry, 0)
    } else if (problem !== undefined) {
      this.put(entry, { kind: 'saved', at: new Date() })
    } else this.tell()
  }

  /** One save; true when the server took it and there may be more to send. */
  private async send(key: string, entry: Entry<P>): Promise<boolean> {
    const { version, unsent: patch } = entry
    if (!navigator.onLine) {
      this.refused(key, entry, new ApiProblem({ status: 0, code: 'network' }))
      return false
    }
    entry.inFlight = patch
    entry.unsent = {}
    this.put(entry, { kind: 'saving' })
    try {
      const current = await this.options.save(key, version, patch)
      this.acknowledge(key, entry, current)
      return true
    } catch (error) {
      const problem = toProblem(error)
      entry.inFlight = null
      entry.unsent = { ...patch, ...entry.unsent }
      // also where the version is refused: a browser sends a request again by itself when its line broke, and the first one may have arrived
      if (problem.isPassing || problem.status === 412) entry.unanswered.push(patch)
      if (problem.status === 412) await this.compare(key, entry, version, problem)
      else this.refused(key, entry, problem)
      return false
    }
  }

  private acknowledge(key: string, entry: Entry<P>, current: Current<P>): void {
    entry.version = current.version
    entry.server = { ...entry.server, ...entry.inFlight, ...current.value }
    entry.inFlight = null
    entry.unanswered = []
    entry.failures = 0
    entry.base = {}
    noteBase(entry, entry.unsent)
    this.store(key, entry)
    this.put(entry, { kind: 'saved', at: new Date() })
  }

  private refused(key: string, entry: Entry<P>, problem: ApiProblem): void {
    if (!problem.isPassing) {
      this.put(entry, { kind: 'failed', problem })
      return
    }
    this.put(entry, { kind: 'kept' })
    // a lost session comes back by signing in, not by waiting
    if (problem.status !== 401) this.later(key, entry, this.pause(entry, problem))
  }

  private async compare(key: string, entry: Entry<P>, sent: number, problem: ApiProblem): Promise<void> {
    try {
      const current = await this.options.load(key)
      // the server refuses a version that it itself just gave: asking again would go on for ever. The entry's own version does not tell:
      // a list may have brought the newer one meanwhile
      if (current.version === sent) this.put(entry, { kind: 'failed', problem })
      else this.settle(key, entry, current, problem)
    } catch (error) {
      if (isProblem(error) && error.isPassing) {
        this.put(entry, { kind: 'kept' })
        this.later(key, entry, this.pause(entry, error))
      } else this.put(entry, { kind: 'failed', problem: toProblem(error) })
    }
  }

  private pause(entry: Entry<P>, problem: ApiProblem): number {
    entry.failures += 1
    const planned = RETRY_MS[Math.min(entry.failures, RETRY_MS.length) - 1] ?? 0
    return Math.max(planned, (problem.retryAfter ?? 0) * 1000)
  }

  private later(key: string, entry: Entry<P>, ms: number): void {
    clearTimeout(entry.timer)
    if (!this.stopped) entry.timer = setTimeout(() => void this.flush(key), ms)
  }

  private store(key: string, entry: Entry<P>): void {
    const patch = { ...entry.inFlight, ...entry.unsent }
    if (isEmpty(patch)) this.storage.write(key, null)
    else this.storage.write(key, { version: entry.version, base: entry.base, patch, at: Date.now() })
  }

  private put(entry: Entry<P>, status: DraftStatus<P>): void {
    entry.status = status
    this.tell()
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener()
  }
}

/** The one of two states that must be seen; of two that are saved the later. */
export function worseOf<A, B>(one: DraftStatus<A>, other: DraftStatus<B>): DraftStatus<A> | DraftStatus<B> {
  if (one.kind === 'saved' && other.kind === 'saved') return other.at > one.at ? other : one
  return SEVERITY.indexOf(other.kind) < SEVERITY.indexOf(one.kind) ? other : one
}

const EMPTY = Object.freeze({})

function without<P extends object>(patch: Partial<P>, fields: (keyof P)[]): Partial<P> {
  return Object.fromEntries(Object.entries(patch).filter(([field]) => !fields.includes(field as keyof P))) as Partial<P>
}
