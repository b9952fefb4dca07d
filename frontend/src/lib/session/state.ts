import type { GetMeResponse } from '@/api/types.gen'
import { createStore } from '@/lib/store'

export type Me = GetMeResponse

export type SessionState =
  | { status: 'unknown' }
  | { status: 'signed-out' }
  | { status: 'signed-in'; me: Me }
  /** The page stays as it is under the sign-in panel; typing goes on once the same person is back. */
  | { status: 'lost'; me: Me }

export const sessionState = createStore<SessionState>({ status: 'unknown' })

export function currentMe(): Me | null {
  const state = sessionState.get()
  return 'me' in state ? state.me : null
}

/** Whose local copies these are: a person in one membership. */
export function ownerOf(me: Me): string {
  return `${me.id}.${me.membership.id}`
}

/** What must be done before anything else: a password of one's own, a second factor that the role asks for. */
export function mustSettle(me: Me): boolean {
  return me.must_change_password || me.must_set_up_totp
}

/** Told when the same person is back after the session was lost. */
const recovered = new Set<() => void>()

export function onRecovered(listener: () => void): () => void {
  recovered.add(listener)
  return () => recovered.delete(listener)
}

export function tellRecovered(): void {
  for (const listener of [...recovered]) listener()
}
