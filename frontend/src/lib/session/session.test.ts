import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isProblem } from '@/lib/http/problem'
import { send } from '@/lib/http/send'
import { address } from '@/lib/http/transport'
import { officer } from '@/testing/people'
import { json, problem, serve, type Received } from '@/testing/server'
import { flushLocalWork, keepLocalWork, page, signIn, signOut } from './session'
import { onRecovered, sessionState } from './state'
import { adoptToken } from './token'

const me = officer()
const TOKEN = '/api/v1/auth/token'
const fresh = () => json({ access_token: 'new', expires_in: 900 })
const bearer = (request: Received) => request.headers.get('authorization')
const renewals = (received: Received[]) => received.filter(({ path }) => path === TOKEN)
const get = (path: string) => send(new Request(address(path)))
const codeOf = (sending: Promise<unknown>) =>
  sending.then(
    () => 'ok',
    (error: unknown) => (isProblem(error) ? error.code : String(error)),
  )

/** The server takes only the new token. */
function onlyNew(request: Received, renew: () => Response | Promise<Response> = fresh): Response | Promise<Response> {
  if (request.path === TOKEN) return renew()
  return bearer(request) === 'Bearer new' ? json({ ok: request.path }) : problem(401, 'token_expired')
}

beforeEach(() => {
  localStorage.setItem('papi.signed-in', '1')
  adoptToken({ value: 'old', expiresAt: Date.now() + 60_000 })
  sessionState.set({ status: 'signed-in', me })
  vi.spyOn(page, 'restart').mockImplementation(() => undefined)
})

afterEach(() => {
  vi.unstubAllGlobals()
  sessionState.set({ status: 'unknown' })
  adoptToken(null)
})

it('renews the token once for requests that are refused together, and repeats each', async () => {
  const received = serve((request) => onlyNew(request))
  const answers = await Promise.all(['/a', '/b', '/c'].map((path) => get(path).then((response) => response.json())))
  expect(answers).toEqual([{ ok: '/a' }, { ok: '/b' }, { ok: '/c' }])
  expect(renewals(received)).toHaveLength(1)
  expect(renewals(received)[0]!.body).toContain('grant_type=refresh_token')
})

it('does not renew again for a refusal that arrives after the renewal', async () => {
  let answerLate: (response: Response) => void = () => undefined
  const received = serve((request) => {
    if (request.path === '/late' && bearer(request) === 'Bearer old') return new Promise((resolve) => (answerLate = resolve))
    return onlyNew(request)
  })
  const late = get('/late')
  await get('/early')
  answerLate(problem(401, 'token_expired'))
  await late
  expect(renewals(received)).toHaveLength(1)
})

it('asks for the new token before a request where the old one is about to end', async () => {
  adoptToken({ value: 'old', expiresAt: Date.now() - 1 })
  const received = serve((request) => onlyNew(request))
  await Promise.all([get('/a'), get('/b')])
  expect(received.map(({ path }) => path)).toEqual([TOKEN, '/a', '/b'])
})

it('repeats a write with the same idempotency key, so that nothing is made twice', async () => {
  const received = serve((request) => onlyNew(request))
  await send(new Request(address('/api/v1/comments'), { method: 'POST', body: '{"text":"một"}' }))
  const [first, second] = received.filter(({ path }) => path === '/api/v1/comments')
  expect(second!.body).toBe('{"text":"một"}')
  expect(first!.headers.get('idempotency-key')).toMatch(/\S{36}/)
  expect(second!.headers.get('idempotency-key')).toBe(first!.headers.get('idempotency-key'))
})

it('tries a request twice at most', async () => {
  const received = serve(({ path }) => (path === TOKEN ? fresh() : problem(401, 'token_expired')))
  expect(await codeOf(get('/a'))).toBe('token_expired')
  expect(received.map(({ path }) => path)).toEqual(['/a', TOKEN, '/a'])
})

it('loses the session where the renewal is refused: the page stays, and nothing more is asked', async () => {
  const received = serve((request) => onlyNew(request, () => problem(401, 'invalid_grant')))
  expect(await Promise.all(['/a', '/b'].map((path) => codeOf(get(path))))).toEqual(['session_lost', 'session_lost'])
  expect(sessionState.get()).toEqual({ status: 'lost', me })
  expect(renewals(received)).toHaveLength(1)
  expect(page.restart).not.toHaveBeenCalled()
  const before = received.length
  expect(await codeOf(get('/c'))).toBe('session_lost')
  expect(received).toHaveLength(before)
})

it.each([500, 502, 503, 429])('keeps the session where the server only stumbles over the renewal (%i)', async (status) => {
  serve((request) => onlyNew(request, () => problem(status, status === 500 ? 'internal_error' : 'unavailable')))
  expect(await codeOf(get('/a'))).not.toBe('session_lost')
  expect(sessionState.get().status).toBe('signed-in')
  serve((request) => onlyNew(request))
  expect(await codeOf(get('/a'))).toBe('ok')
})

it('keeps the session where the network is away during the renewal', async () => {
  serve((request) => onlyNew(request, () => Promise.reject(new TypeError('Failed to fetch'))))
  expect(await codeOf(get('/a'))).toBe('network')
  expect(sessionState.get().status).toBe('signed-in')
})

/** Signs in again after the session was lost. */
async function signInAgain(who: typeof me, username: string) {
  sessionState.set({ status: 'lost', me })
  const received = serve(({ path }) => (path === TOKEN ? fresh() : json(who)))
  await signIn({ username, password: 'mật khẩu' })
  return new URLSearchParams(received[0]!.body)
}

it('lets the same person go on in the same membership, and tells those who wait', async () => {
  const back = vi.fn()
  const end = onRecovered(back)
  const asked = await signInAgain(me, me.username)
  expect(asked.get('membership')).toBe(me.membership.id)
  expect(back).toHaveBeenCalledOnce()
  expect(page.restart).not.toHaveBeenCalled()
  expect(sessionState.get()).toEqual({ status: 'signed-in', me })
  end()
})

it('starts the page anew for another person, who must not see what the first one typed', async () => {
  const back = vi.fn()
  const end = onRecovered(back)
  const asked = await signInAgain(officer({ id: 'p-2', username: 'lan.nt' }), 'lan.nt')
  expect(asked.has('membership')).toBe(false)
  expect(back).not.toHaveBeenCalled()
  expect(page.restart).toHaveBeenCalledExactlyOnceWith('/')
  end()
})

it('sends unsent work before a sign-out and wipes it only with the sign-out itself', async () => {
  const done: string[] = []
  const ends = [
    keepLocalWork({ flush: () => (done.push('flush'), Promise.resolve(2)), wipe: () => void done.push('wipe') }),
    keepLocalWork({ flush: () => Promise.resolve(1), wipe: () => undefined }),
  ]
  expect(await flushLocalWork()).toBe(3)
  expect(done).toEqual(['flush'])
  const received = serve(() => new Response(null, { status: 204 }))
  await signOut()
  expect(done).toEqual(['flush', 'wipe'])
  expect(received.map(({ path }) => path)).toEqual(['/api/v1/auth/revoke'])
  expect(page.restart).toHaveBeenCalledExactlyOnceWith('/sign-in')
  for (const end of ends) end()
})
