import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import type { WebhookRead } from '@/api/types.gen'
import { json, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { WebhookDialog } from './WebhookDialog'

afterEach(() => vi.unstubAllGlobals())

const CLIENTS = [
  { id: 'c-1', name: 'Trục tích hợp', state: 'active' },
  { id: 'c-2', name: 'Cổng cũ', state: 'deactivated' },
]
const WEBHOOK = { id: 'w-1', version: 3, name: 'Kho', url: 'https://kho.example.vn/papi?khoa=1', event_types: ['*'], units: null, client: { id: 'c-9', name: 'Hệ thống trước' } } as unknown as WebhookRead

function open() {
  const received = serve(({ method, path }) => json(method === 'PATCH' ? WEBHOOK : { items: path.endsWith('/api-clients') ? CLIENTS : [], next_cursor: null }))
  const done = vi.fn()
  show(<WebhookDialog webhook={WEBHOOK} onClose={done} />)
  return { received, done, user: userEvent.setup() }
}

it('gives a webhook to a connected system that is alive, and sends nothing else', async () => {
  const { received, done, user } = open()

  await user.click(await screen.findByRole('combobox', { name: 'Hệ thống kết nối' }))
  expect(screen.queryByText('Cổng cũ')).toBeNull()
  await user.click(await screen.findByText('Trục tích hợp'))
  await user.click(screen.getByRole('button', { name: 'Lưu' }))

  await vi.waitFor(() => expect(done).toHaveBeenCalled())
  const sent = received.find(({ method }) => method === 'PATCH')
  expect(JSON.parse(sent?.body ?? '')).toEqual({ client_id: 'c-1' }) // not its address, which would be judged anew
}, 15_000)
