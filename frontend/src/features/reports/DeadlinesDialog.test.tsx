import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PeriodRead } from '@/api/types.gen'
import { sessionState, type Me } from '@/lib/session/state'
import { officer } from '@/testing/people'
import { problem, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { MoveDeadlines } from './DeadlinesDialog'

const PERIOD = {
  id: 'p',
  version: 3,
  title: 'Quý III',
  deadlines: { ward: '2024-09-16T10:30:00+07:00', department: '2024-09-18T17:00:00+07:00', city: '2024-09-20T17:00:00+07:00' },
} as unknown as PeriodRead

beforeEach(() => sessionState.set({ status: 'signed-in', me: officer({ demo: { business_now: '2024-09-10T09:00:00+07:00' } as Me['demo'] }) }))

afterEach(() => {
  vi.unstubAllGlobals()
})

function choose(day: string) {
  const ward = screen.getByLabelText('Phường, xã')
  fireEvent.change(ward, { target: { value: day } })
  fireEvent.keyDown(ward, { key: 'Enter', code: 'Enter', keyCode: 13 })
}

it('moves the day of one level and leaves the hours of the others as they are', async () => {
  const received = serve(() => problem(412, 'stale_version'))
  show(<MoveDeadlines period={PERIOD} />)
  fireEvent.click(screen.getByRole('button', { name: 'Dời hạn nộp' }))
  const act = screen.getAllByRole('button', { name: 'Dời hạn nộp' }).at(-1)
  expect(act).toHaveAttribute('aria-disabled', 'true')
  choose('17/09/2024')
  if (act !== undefined) fireEvent.click(act)
  await waitFor(() => expect(received.map(({ method, headers }) => [method, headers.get('If-Match')])).toEqual([['PATCH', '"v3"']]))
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({ deadlines: { ...PERIOD.deadlines, ward: '2024-09-17T17:00:00+07:00' } })
})

it('does not move over deadlines that a colleague has moved while the dialog was open', async () => {
  const received = serve(() => problem(412, 'stale_version'))
  const { rerender } = show(<MoveDeadlines period={PERIOD} />)
  fireEvent.click(screen.getByRole('button', { name: 'Dời hạn nộp' }))
  choose('17/09/2024')
  rerender(<MoveDeadlines period={{ ...PERIOD, version: 4, deadlines: { ...PERIOD.deadlines, city: '2024-09-25T17:00:00+07:00' } }} />)
  fireEvent.click(screen.getAllByRole('button', { name: 'Dời hạn nộp' }).at(-1) as HTMLElement)
  await waitFor(() => expect(received.map(({ headers }) => headers.get('If-Match'))).toEqual(['"v3"']))
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ deadlines: { city: PERIOD.deadlines.city } })
})

it('warns of a chosen day that has passed, and does not forbid it', () => {
  show(<MoveDeadlines period={PERIOD} />)
  fireEvent.click(screen.getByRole('button', { name: 'Dời hạn nộp' }))
  choose('17/09/2024')
  expect(screen.queryByText(/Ngày này đã qua/)).toBeNull()
  choose('09/09/2024')
  expect(screen.getByText(/Ngày này đã qua/)).toBeVisible()
  expect(screen.getAllByRole('button', { name: 'Dời hạn nộp' }).at(-1)).toHaveAttribute('aria-disabled', 'false')
})
