import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { forgetTags } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import { send } from '@/lib/http/send'
import { address } from '@/lib/http/transport'
import { officer } from '@/testing/people'
import { json, problem, serve, type Received } from '@/testing/server'
import { page, signIn, signOut, switchMembership, keepLocalWork } from './session'
import { onRecovered, sessionState } from './state'
import { adoptToken, forgetToken } from './token'

const TOKEN = '/api/v1/auth/token'
const ME = '/api/v1/me'
const REPORT = '/api/v1/reports/0193f1a0-0000-7000-8000-000000000001'
const HOUR = 3_600_000

const token = (value: string) => json({ access_token: value, expires_in: 900, token_type: 'Bearer' })
const bearer = (request: Received) => request.headers.get('authorization')
const to = (received: Received[], path: string) => received.filter((request) => request.path === path)

/** A server that takes one token only, and hands it out at a refresh. */
const needsFresh = (request: Received) => {
  if (request.path === TOKEN) return token('fresh')
  return bearer(request) === 'Bearer fresh' ? json({ ok: true }) : problem(401, 'token_expired')
}

beforeEach(() => {
  vi.spyOn(page, 'restart').mockImplementation(() => undefined)
  sessionState.set({ status: 'signed-in', me: officer() })
  adoptToken({ value: 'old', expiresAt: Date.now() + HOUR })
})

afterEach(() => {
  forgetToken()
  forgetTags()
  vi.unstubAllGlobals()
})

it('renews a refused token once and repeats the request under the same idempotency key', async () => {
  const received = serve(needsFresh)
  await send(new Request(address('/api/v1/comments'), { method: 'POST', body: '{}' }))
  const tries = to(received, '/api/v1/comments')
  expect(tries.map(bearer)).toEqual(['Bearer old', 'Bearer fresh'])
  const keys = tries.map((request) => request.headers.get('idempotency-key'))
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  expect(keys[1]).toBe(keys[0])
  expect(tries[1]?.body).toBe('{}')
})

it('asks for one new token, however many requests were refused at once', async () => {
  const received = serve(needsFresh)
  await Promise.all([1, 2, 3].map((id) => send(new Request(address(`/api/v1/units/${id}`)))))
  expect(to(received, TOKEN)).toHaveLength(1)
})

it('renews a token that is about to end before sending it', async () => {
  adoptToken({ value: 'ending', expiresAt: Date.now() - 1 })
  const received = serve(needsFresh)
  await send(new Request(address('/api/v1/units')))
  expect(received.map(({ path }) => path)).toEqual([TOKEN, '/api/v1/units'])
})

it('calls the session lost when the cookie is refused too, and keeps the page and its person', async () => {
  serve((request) => (request.path === TOKEN ? problem(400, 'invalid_grant') : problem(401, 'token_expired')))
  const failure: unknown = await send(new Request(address('/api/v1/units'))).catch((error: unknown) => error)
  expect(isProblem(failure, 'session_lost')).toBe(true)
  expect(sessionState.get()).toEqual({ status: 'lost', me: officer() })
  expect(page.restart).not.toHaveBeenCalled()
})

it('does not take a dead network for a lost session', async () => {
  serve((request) => (request.path === TOKEN ? problem(503, 'unavailable') : problem(401, 'token_expired')))
  const failure: unknown = await send(new Request(address('/api/v1/units'))).catch((error: unknown) => error)
  expect(isProblem(failure, 'unavailable')).toBe(true)
  expect(sessionState.get().status).toBe('signed-in')
})

it('goes on where it was when the same person signs in again, in the same membership', async () => {
  const back = vi.fn()
  const end = onRecovered(back)
  sessionState.set({ status: 'lost', me: officer() })
  const received = serve((request) => (request.path === TOKEN ? token('new') : json(officer())))
  await signIn({ username: 'hoa.lt', password: 'mật khẩu' })
  expect(new URLSearchParams(to(received, TOKEN)[0]?.body).get('membership')).toBe('m-1')
  expect(back).toHaveBeenCalledOnce()
  expect(page.restart).not.toHaveBeenCalled()
  end()
})

it('begins anew when somebody else signs in over the page', async () => {
  const back = vi.fn()
  const end = onRecovered(back)
  sessionState.set({ status: 'lost', me: officer() })
  serve((request) => (request.path === TOKEN ? token('new') : json(officer({ id: 'p-2', username: 'khac' }))))
  await signIn({ username: 'khac', password: 'x' })
  expect(back).not.toHaveBeenCalled()
  expect(page.restart).toHaveBeenCalledWith('/')
  end()
})

it('sends what was typed before it moves to another membership', async () => {
  const order: string[] = []
  const end = keepLocalWork({ flush: () => Promise.resolve(order.push('flush') && 0), wipe: () => undefined })
  serve((request) => {
    order.push(request.path)
    return request.path === TOKEN ? token('other') : json(officer())
  })
  await switchMembership('m-2')
  expect(order).toEqual(['flush', TOKEN, ME])
  end()
})

it('wipes the copies of this device at sign-out, even when the server cannot be told', async () => {
  const wipe = vi.fn()
  const end = keepLocalWork({ flush: () => Promise.resolve(0), wipe })
  serve(() => problem(503, 'unavailable'))
  await signOut().catch(() => undefined)
  expect(wipe).toHaveBeenCalledOnce()
  expect(page.restart).toHaveBeenCalledWith('/sign-in')
  end()
})

it('writes against the version it has read, also for an act on the thing', async () => {
  adoptToken({ value: 'fresh', expiresAt: Date.now() + HOUR })
  const received = serve((request) => (request.path === ME ? json({}) : json({}, 200, { ETag: '"v3.7-ab"' })))
  await send(new Request(address(REPORT)))
  await send(new Request(address(`${REPORT}/submit`), { method: 'POST' }))
  await send(new Request(address(ME), { method: 'PATCH', body: '{}' }))
  expect(received.map((request) => request.headers.get('if-match'))).toEqual([null, '"v3.7-ab"', null])
})
