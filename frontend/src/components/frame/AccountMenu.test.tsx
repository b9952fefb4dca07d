import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draftsFor } from '@/lib/drafts/use-drafts'
import { ApiProblem } from '@/lib/http/problem'
import { page } from '@/lib/session/session'
import { ownerOf, sessionState } from '@/lib/session/state'
import { officer } from '@/testing/people'
import { serve } from '@/testing/server'
import { show } from '@/testing/show'
import { AccountMenu } from './AccountMenu'

const me = officer()
const save = vi.fn<() => Promise<{ version: number; value: { result: string } }>>()
const kept = () => Object.keys(localStorage).filter((key) => key.startsWith('papi.drafts'))
let number = 0

/** A text that is typed and on its way, and the menu over it. */
async function leaving() {
  number += 1
  const drafts = draftsFor<{ result: string }>({ name: `lines-${number}`, save, load: () => Promise.reject(new Error()) }, ownerOf(me))
  drafts.open('a', { version: 1, value: { result: '' } })
  drafts.edit('a', { result: 'Đang gõ dở' })
  const received = serve(() => new Response(null, { status: 204 }))
  const user = userEvent.setup()
  show(<AccountMenu onShowKeys={() => undefined} />)
  await user.click(screen.getByRole('button', { name: 'Tài khoản: Lê Thị Hoa, Cán bộ, Phường 1' }))
  await user.click(screen.getByRole('button', { name: 'Đăng xuất' }))
  return { user, received, drafts }
}

beforeEach(() => {
  sessionState.set({ status: 'signed-in', me })
  vi.spyOn(page, 'restart').mockImplementation(() => undefined)
  save.mockReset()
})

afterEach(() => {
  vi.unstubAllGlobals()
})

it('sends what is unsent before it signs out', async () => {
  save.mockResolvedValue({ version: 2, value: { result: 'Đang gõ dở' } })
  const { received } = await leaving()
  await vi.waitFor(() => expect(page.restart).toHaveBeenCalledWith('/sign-in'))
  expect(save).toHaveBeenCalledOnce()
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(received.map(({ path }) => path)).toEqual(['/api/v1/auth/revoke'])
  expect(kept()).toEqual([])
})

it('asks before it drops what could not be sent; staying keeps it', async () => {
  save.mockRejectedValue(new ApiProblem({ status: 0, code: 'network' }))
  const { user, received, drafts } = await leaving()
  expect(await screen.findByRole('dialog', { name: 'Còn nội dung chưa gửi' })).toHaveTextContent('1 mục chưa gửi được lên máy chủ.')
  expect(received).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Ở lại' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(page.restart).not.toHaveBeenCalled()
  expect(drafts.shown('a')).toEqual({ result: 'Đang gõ dở' })
  expect(kept()).toHaveLength(1)
  drafts.wipe()
})

it('drops it only when told to', async () => {
  save.mockRejectedValue(new ApiProblem({ status: 0, code: 'network' }))
  const { user, drafts } = await leaving()
  await user.click(await screen.findByRole('button', { name: 'Đăng xuất, bỏ các mục chưa gửi' }))
  await vi.waitFor(() => expect(page.restart).toHaveBeenCalledWith('/sign-in'))
  expect(kept()).toEqual([])
  drafts.wipe()
})
