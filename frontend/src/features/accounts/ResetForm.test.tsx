import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { problem, serve } from '@/testing/server'
import { ResetForm } from './ResetForm'

afterEach(() => vi.unstubAllGlobals())

async function fill(again: string) {
  const done = vi.fn()
  const user = userEvent.setup()
  render(<ResetForm onDone={done} onBack={() => undefined} />)
  await user.type(screen.getByLabelText(/Tên đăng nhập/), 'hoa.lt')
  await user.type(screen.getByLabelText(/Mã đặt lại/), 'K7QX-2M9P')
  await user.type(screen.getByLabelText(/^Mật khẩu mới/), 'mot cau de nho ve bien')
  await user.type(screen.getByLabelText(/Nhập lại/), `${again}{Enter}`)
  return done
}

it('sets a new password with the code of the administrator', async () => {
  const received = serve(() => new Response(null, { status: 204 }))
  const done = await fill('mot cau de nho ve bien')
  await vi.waitFor(() => expect(done).toHaveBeenCalledWith('hoa.lt'))
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({ username: 'hoa.lt', code: 'K7QX-2M9P', new_password: 'mot cau de nho ve bien' })
})

it('says that the two passwords differ before anything is sent', async () => {
  const received = serve(() => new Response(null, { status: 204 }))
  const done = await fill('mot cau khac han ra')
  expect(await screen.findByText('Hai lần nhập mật khẩu mới chưa giống nhau.')).toBeVisible()
  expect(received).toEqual([])
  expect(done).not.toHaveBeenCalled()
})

it('says why a code is refused, and keeps what was typed', async () => {
  serve(() => problem(400, 'invalid_reset_code', 'Mã đặt lại không đúng hoặc đã hết hạn.'))
  const done = await fill('mot cau de nho ve bien')
  expect(await screen.findByRole('alert')).toHaveTextContent('Mã đặt lại không đúng hoặc đã hết hạn.')
  expect(screen.getByLabelText(/Tên đăng nhập/)).toHaveValue('hoa.lt')
  expect(done).not.toHaveBeenCalled()
})
