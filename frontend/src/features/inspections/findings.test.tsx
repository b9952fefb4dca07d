import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FindingRead } from '@/api/types.gen'
import { sessionState } from '@/lib/session/state'
import { officer } from '@/testing/people'
import { json, problem, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { FindingCard } from './FindingCard'

const FINDING: FindingRead = {
  id: 'f-1',
  version: 3,
  number: 2,
  text: 'Sổ theo dõi chưa ghi ngày trả lời',
  recommendation: '',
  severity: 'notable',
  state: 'open',
  indicator: null,
  task: null,
  due_on: '2024-09-12',
  overdue: true,
  late: false,
  remedied_at: null,
  created_at: '2024-08-21T15:00:00+07:00',
  return_reason: null,
  closed_at: null,
  close_reason: null,
  documents: [],
  remedies: [],
  allowed_actions: ['attach', 'remedy'],
}

beforeEach(() => sessionState.set({ status: 'signed-in', me: officer() }))

afterEach(() => vi.unstubAllGlobals())

it.each([
  { allowed: ['attach', 'remedy'], names: ['Báo cáo đã khắc phục'] },
  { allowed: ['attach', 'verify', 'return', 'close'], names: ['Xác nhận đã khắc phục', 'Yêu cầu khắc phục lại', 'Kết thúc theo dõi'] },
  { allowed: [], names: [] },
])('draws the buttons that the server allows: $allowed', ({ allowed, names }) => {
  show(<FindingCard finding={{ ...FINDING, allowed_actions: allowed }} />)
  const known = ['Báo cáo đã khắc phục', 'Xác nhận đã khắc phục', 'Yêu cầu khắc phục lại', 'Kết thúc theo dõi', 'Sửa']
  expect(known.filter((name) => screen.queryByRole('button', { name }) !== null)).toEqual(names)
})

it('keeps what the unit typed when it is refused, and says which version was read', async () => {
  const sent: { path: string; tag: string | null }[] = []
  serve(({ path, headers }) => {
    if (!path.endsWith('/remedy')) return json({ items: [], next_cursor: null })
    sent.push({ path, tag: headers.get('if-match') })
    return problem(409, 'odd', 'Nội dung vừa được người khác sửa.')
  })
  show(<FindingCard finding={FINDING} />)
  await userEvent.click(screen.getByRole('button', { name: 'Báo cáo đã khắc phục' }))
  await userEvent.type(screen.getByLabelText('Đã làm gì để khắc phục'), 'Đã ghi bổ sung')
  await userEvent.click(screen.getByRole('button', { name: 'Báo cáo đã khắc phục' }))
  await waitFor(() => expect(sent).toEqual([{ path: '/api/v1/findings/f-1/remedy', tag: '"v3"' }]))
  expect(await screen.findByText(/vừa được người khác sửa/)).toBeVisible()
  expect(screen.getByLabelText('Đã làm gì để khắc phục')).toHaveValue('Đã ghi bổ sung')
})
