import { ApiProblem, isProblem } from '@/lib/http/problem'
import { address, transport } from '@/lib/http/transport'
import { oneTabAtATime, tellTabs } from './channel'
import { page } from './page'
import { currentMe, ownerOf, sessionState } from './state'

/** Renew a little before the end, so that a slow request does not arrive with a dead token. */
const MARGIN_MS = 30_000
/** Says only that a cookie may exist: without it a first visit asks nothing and shows the sign-in page at once. */
const HINT = 'papi.signed-in'

interface Token {
  value: string
  expiresAt: number
}

interface TokenAnswer {
  access_token: string
  expires_in: number
}

let current: Token | null = null
let renewing: Promise<string> | null = null

export function adoptToken(token: Token | null): void {
  current = token
}

export function mayHaveSession(): boolean {
  return localStorage.getItem(HINT) === '1'
}

export function forgetToken(): void {
  current = null
  localStorage.removeItem(HINT)
}

/** One grant at the token endpoint, kept and told to the other tabs. */
export async function grant(fields: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ ...fields, client_id: 'papi-spa' })
  return takeToken(await transport(new Request(address('/api/v1/auth/token'), { method: 'POST', body, credentials: 'same-origin' })))
}

/** Keeps the token of an answer; the browser has kept the cookie. */
export async function takeToken(response: Response): Promise<string> {
  const answer = (await response.json()) as TokenAnswer
  current = { value: answer.access_token, expiresAt: Date.now() + answer.expires_in * 1000 - MARGIN_MS }
  localStorage.setItem(HINT, '1')
  return current.value
}

export function shareToken(): void {
  const me = currentMe()
  if (current === null) return
  tellTabs({ type: 'token', token: current.value, expiresAt: current.expiresAt, owner: me === null ? null : ownerOf(me) })
}

function lose(problem: ApiProblem): ApiProblem {
  const state = sessionState.get()
  forgetToken()
  if (state.status === 'signed-in') sessionState.set({ status: 'lost', me: state.me })
  return new ApiProblem({ status: 401, code: 'session_lost', requestId: problem.requestId })
}

/** The membership that a token was issued for; unknown of a text that is no such token. */
function membershipOf(token: string): unknown {
  try {
    const claims = token.split('.')[1] ?? ''
    return (JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { membership?: unknown }).membership
  } catch {
    return undefined
  }
}

/** A delegation has ended meanwhile: what stands on the page belongs to another role, so it is read anew in the person's own. */
function leaveWhatEnded(token: string): void {
  const me = currentMe()
  const now = membershipOf(token)
  if (me !== null && now !== undefined && now !== me.membership.id) page.restart('/')
}

async function renewOnce(refused: string | null): Promise<string> {
  return oneTabAtATime(async () => {
    // another tab may have renewed while this one waited for the lock
    if (current !== null && current.value !== refused && current.expiresAt > Date.now()) return current.value
    try {
      const token = await grant({ grant_type: 'refresh_token' })
      shareToken()
      leaveWhatEnded(token)
      return token
    } catch (error) {
      // only a refusal ends the session; a server that stumbles says nothing about it
      if (isProblem(error) && (error.status === 401 || (!error.isPassing && error.status < 500))) throw lose(error)
      throw error
    }
  })
}

/** A new token in place of the refused one; all callers of this tab share one renewal. */
export function renewToken(refused: string | null): Promise<string> {
  renewing ??= renewOnce(refused).finally(() => {
    renewing = null
  })
  return renewing
}

/** The token to send, renewed when it is about to end; null when nobody is signed in. */
export async function accessToken(): Promise<string | null> {
  if (current !== null && current.expiresAt > Date.now()) return current.value
  if (sessionState.get().status === 'lost') throw new ApiProblem({ status: 401, code: 'session_lost' })
  if (current === null && !mayHaveSession()) return null
  return renewToken(current?.value ?? null)
}
