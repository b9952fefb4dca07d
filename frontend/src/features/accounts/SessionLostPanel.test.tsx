import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { send } from '@/lib/http/send'
import { address } from '@/lib/http/transport'
import { sessionState } from '@/lib/session/state'
import { adoptToken } from '@/lib/session/token'
import { officer } from '@/testing/people'
import { json, problem, serve } from '@/testing/server'
import { SessionLostPanel } from './SessionLostPanel'

afterEach(() => {
  vi.unstubAllGlobals()
  sessionState.set({ status: 'unknown' })
  adoptToken(null)
})

it('asks for the password over the page when the session ends, and what was typed is still there afterwards', async () => {
  const me = officer()
  sessionState.set({ status: 'signed-in', me })
  adoptToken({ value: 'old', expiresAt: Date.now() + 60_000 })
  serve(({ path, body, headers }) => {
    if (path === '/api/v1/auth/token') return body.includes('grant_type=password') ? json({ access_token: 'new', expires_in: 900 }) : problem(401, 'invalid_grant')
    return headers.get('authorization') === 'Bearer new' ? json(me) : problem(401, 'token_expired')
  })
  const user = userEvent.setup()
  render(
    <>
      <textarea aria-label="Kết quả thực hiện" />
      <SessionLostPanel />
    </>,
  )
  await user.type(screen.getByLabelText('Kết quả thực hiện'), 'Đang gõ dở')
  expect(screen.queryByRole('dialog')).toBeNull()
  await expect(send(new Request(address('/api/v1/reports')))).rejects.toMatchObject({ code: 'session_lost' })
  expect(await screen.findByRole('dialog', { name: 'Đăng nhập lại để tiếp tục' })).toBeVisible()
  expect(screen.getByLabelText(/Tên đăng nhập/)).toHaveValue('hoa.lt')
  expect(screen.getByLabelText(/Tên đăng nhập/)).toHaveAttribute('readonly')
  expect(screen.queryByRole('button', { name: 'Đóng' })).toBeNull()
  await user.type(screen.getByLabelText(/^Mật khẩu/), 'mot cau de nho{Enter}')
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(screen.getByLabelText('Kết quả thực hiện')).toHaveValue('Đang gõ dở')
  expect(sessionState.get()).toEqual({ status: 'signed-in', me })
})
