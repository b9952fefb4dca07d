import { forgetTags } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import { send } from '@/lib/http/send'
import { address, transport } from '@/lib/http/transport'
import { onTabMessage, tellTabs } from './channel'
import { page } from './page'
import { currentMe, ownerOf, sessionState, tellRecovered, type Me } from './state'
import { adoptToken, forgetToken, grant, mayHaveSession, renewToken, shareToken, takeToken } from './token'

export interface Credentials {
  username: string
  password: string
  totp?: string
}

/** Sends what is still unsent; answers how many pieces could not be sent. Then `wipe` removes the local copies. */
export interface LocalWork {
  flush: () => Promise<number>
  wipe: () => Promise<void> | void
}

export { page } from './page'

const localWork = new Set<LocalWork>()

export function keepLocalWork(work: LocalWork): () => void {
  localWork.add(work)
  return () => localWork.delete(work)
}

export async function loadMe(): Promise<Me> {
  const response = await send(new Request(address('/api/v1/me')))
  return (await response.json()) as Me
}

let restoring: Promise<void> | null = null

async function restoreOnce(): Promise<void> {
  if (!mayHaveSession()) {
    sessionState.set({ status: 'signed-out' })
    return
  }
  try {
    await renewToken(null)
    sessionState.set({ status: 'signed-in', me: await loadMe() })
  } catch (error) {
    if (!isProblem(error) || error.status === 0 || error.status >= 500) {
      restoring = null
      throw error
    }
    forgetToken()
    sessionState.set({ status: 'signed-out' })
  }
}

/** Finds out once, at the start, whether this browser is signed in. A dead network is thrown, not taken for "signed out". */
export function restoreSession(): Promise<void> {
  if (sessionState.get().status !== 'unknown') return Promise.resolve()
  restoring ??= restoreOnce()
  return restoring
}

function settle(me: Me): void {
  const before = sessionState.get()
  sessionState.set({ status: 'signed-in', me })
  shareToken()
  if (before.status === 'lost') {
    if (ownerOf(before.me) === ownerOf(me)) tellRecovered()
    else page.restart('/')
  }
}

/** Signs in; after a lost session in the membership that the page was opened with. */
export async function signIn(credentials: Credentials): Promise<Me> {
  const before = sessionState.get()
  const fields: Record<string, string> = { grant_type: 'password', username: credentials.username, password: credentials.password }
  if (credentials.totp !== undefined) fields['totp'] = credentials.totp
  // another person has no such membership and would be refused, so it is named only for the same one
  if (before.status === 'lost' && before.me.username === credentials.username) {
    fields['membership'] = before.me.membership.id
  }
  await grant(fields)
  const me = await loadMe()
  settle(me)
  return me
}

/** Back from the identity provider: the browser has the cookie already, and nothing in this page knows of it yet. */
export async function arriveFromProvider(): Promise<Me> {
  await grant({ grant_type: 'refresh_token' })
  const me = await loadMe()
  settle(me)
  return me
}

/** The same with the code of the second factor, which was still to come. */
export async function finishWithCode(code: string): Promise<Me> {
  const body = JSON.stringify({ code })
  const request = new Request(address('/api/v1/auth/oidc/code'), { method: 'POST', body, headers: { 'Content-Type': 'application/json' }, credentials: 'same-origin' })
  await takeToken(await transport(request))
  const me = await loadMe()
  settle(me)
  return me
}

/** Another of the person's memberships, in this tab and in all others. */
export async function switchMembership(membership: string): Promise<Me> {
  await flushLocalWork()
  await grant({ grant_type: 'refresh_token', membership })
  forgetTags()
  const me = await loadMe()
  sessionState.set({ status: 'signed-in', me })
  tellTabs({ type: 'moved', owner: ownerOf(me) })
  return me
}

export async function reloadMe(): Promise<Me> {
  const me = await loadMe()
  sessionState.set({ status: 'signed-in', me })
  return me
}

/** How many pieces of work could not be sent. */
export async function flushLocalWork(): Promise<number> {
  const counts = await Promise.all([...localWork].map((work) => work.flush()))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Ends the session here and on the server, and wipes this device's copies. Call `flushLocalWork` before and ask if it is not 0. */
export async function signOut(): Promise<void> {
  const left = currentMe()?.signed_in_by === 'sso' ? '/sign-in?left=sso' : '/sign-in'
  for (const work of localWork) await work.wipe()
  try {
    await transport(new Request(address('/api/v1/auth/revoke'), { method: 'POST', body: new URLSearchParams({ client_id: 'papi-spa' }), credentials: 'same-origin' }))
  } finally {
    forgetToken()
    forgetTags()
    tellTabs({ type: 'signed-out' })
    page.restart(left)
  }
}

async function follow(owner: string): Promise<void> {
  const me = currentMe()
  if (me === null || ownerOf(me) === owner) return
  await flushLocalWork()
  page.restart('/')
}

onTabMessage((message) => {
  if (message.type === 'signed-out') {
    forgetToken()
    if (currentMe() !== null) page.restart('/sign-in')
  } else if (message.type === 'moved') {
    void follow(message.owner)
  } else {
    const me = currentMe()
    const owner = me === null ? null : ownerOf(me)
    if (owner !== null && message.owner !== null && owner !== message.owner) {
      void follow(message.owner)
      return
    }
    adoptToken({ value: message.token, expiresAt: message.expiresAt })
    if (sessionState.get().status === 'lost' && me !== null && message.owner === owner) {
      sessionState.set({ status: 'signed-in', me })
      tellRecovered()
    }
  }
})
