import type { ApiProblem } from '@/lib/http/problem'
import type { DraftStorage } from './storage'

/** What the server holds of one thing that is edited. */
export interface Current<P> {
  version: number
  value: Partial<P>
}

export interface Conflict<P> {
  fields: (keyof P)[]
  mine: Partial<P>
  theirs: Partial<P>
  /** The server's version, on which a decision is based. */
  version: number
  problem: ApiProblem | undefined
}

export type DraftStatus<P> =
  | { kind: 'clean' }
  /** Typed, not yet sent: within the 800 ms, and already on the device. */
  | { kind: 'editing' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  /** On this device; sent again by itself when network or session are back. */
  | { kind: 'kept' }
  | { kind: 'failed'; problem: ApiProblem }
  | { kind: 'conflict'; conflict: Conflict<P> }

export type Decision<P> =
  | { keep: 'mine' }
  | { keep: 'theirs' }
  | { keep: 'merged'; value: Partial<P> }

export interface DraftsOptions<P extends object> {
  /** What is edited: `report-lines`. Part of the key on the device. */
  name: string
  /** `ownerOf(me)`: nobody else ever sees these copies. */
  owner: string
  /** Sends one patch with `If-Match`; throws ApiProblem. */
  save: (key: string, version: number, patch: Partial<P>) => Promise<Current<P>>
  /** Reads the thing anew after a 412, to see what the others changed. */
  load: (key: string) => Promise<Current<P>>
  storage?: DraftStorage<P>
  debounceMs?: number
}
