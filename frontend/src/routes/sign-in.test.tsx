import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { officer } from '@/testing/people'
import { json, problem, serve, type Received } from '@/testing/server'

const TOKEN = '/api/v1/auth/token'

beforeEach(() => {
  vi.resetModules()
  Object.assign(globalThis, { scrollTo: () => undefined })
})

afterEach(() => vi.unstubAllGlobals())

/** The whole application, opened at an address as by a reload. */
async function open(path: string) {
  const { makeRouter } = await import('@/router')
  const { createQueryClient } = await import('@/lib/http/queries')
  const queries = createQueryClient()
  const history = createMemoryHistory({ initialEntries: [path] })
  const router = makeRouter(queries, history)
  render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  return history
}

/** A server where the refresh cookie is dead, and a password is taken. */
function server(request: Received): Response {
  if (request.path === TOKEN) return request.body.includes('grant_type=password') ? json({ access_token: 't', expires_in: 900 }) : problem(401, 'invalid_grant')
  if (request.path === '/api/v1/me') return json(officer())
  return problem(404, 'not_found', 'Không tìm thấy.')
}

async function signIn() {
  const user = userEvent.setup()
  await user.click(await screen.findByLabelText(/Tên đăng nhập/))
  await user.paste('hoa.lt')
  await user.click(screen.getByLabelText(/^Mật khẩu/))
  await user.paste('mot cau de nho')
  await user.keyboard('{Enter}')
}

it('sends those whose session cannot be renewed to the sign-in, and back to their address afterwards', async () => {
  localStorage.setItem('papi.signed-in', '1')
  const received = serve(server)
  const history = await open('/plan?deadline_state=overdue&unit=u-1')
  expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
  expect(received.filter(({ path }) => path === TOKEN)).toHaveLength(1)
  expect(history.location.pathname).toBe('/sign-in')
  await signIn()
  await vi.waitFor(() => expect(history.location.pathname).toBe('/plan'), 20_000)
  expect(Object.fromEntries(new URLSearchParams(history.location.search))).toEqual({ deadline_state: 'overdue', unit: 'u-1' })
}, 90_000)

it('asks nothing of the server about a browser that was never signed in', async () => {
  const received = serve(server)
  const history = await open('/reports')
  expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
  expect(received.map(({ path }) => path)).not.toContain(TOKEN)
  expect(new URLSearchParams(history.location.search).get('next')).toBe('/reports')
}, 90_000)

it.each(['https://example.com/', '//example.com', '/\\example.com', 'javascript:alert(1)', '/sign-in?next=/'])('never leads to another site, nor in circles, after signing in: %s', async (next) => {
  const { Route } = await import('./sign-in')
  const read = Route.options.validateSearch as (search: Record<string, unknown>) => { next?: string }
  expect(read({ next })).toEqual({ next: undefined })
  expect(read({ next: '/plan?unit=u-1' })).toEqual({ next: '/plan?unit=u-1' })
})

it('says that the server cannot be reached, instead of taking the person for signed out', async () => {
  localStorage.setItem('papi.signed-in', '1')
  serve(() => Promise.reject(new TypeError('Failed to fetch')))
  const history = await open('/plan')
  expect(await screen.findByText('Không kết nối được máy chủ. Kiểm tra mạng rồi thử lại.')).toBeVisible()
  expect(history.location.pathname).toBe('/plan')
}, 90_000)

it('keeps the name after an error and does not tell whether the account exists', async () => {
  serve((request) => (request.path === TOKEN ? problem(401, 'invalid_credentials', 'Tên đăng nhập hoặc mật khẩu không đúng.') : server(request)))
  await open('/sign-in')
  await signIn()
  expect(await screen.findByRole('alert')).toHaveTextContent('Tên đăng nhập hoặc mật khẩu không đúng.')
  expect(screen.getByLabelText(/Tên đăng nhập/)).toHaveValue('hoa.lt')
}, 90_000)
