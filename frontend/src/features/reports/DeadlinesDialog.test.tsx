import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { PeriodRead } from '@/api/types.gen'
import { problem, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { MoveDeadlines } from './DeadlinesDialog'

const PERIOD = {
  id: 'p',
  version: 3,
  title: 'Quý III',
  deadlines: { ward: '2024-09-16T10:30:00+07:00', department: '2024-09-18T17:00:00+07:00', city: '2024-09-20T17:00:00+07:00' },
} as unknown as PeriodRead

afterEach(() => {
  vi.unstubAllGlobals()
})

it('moves the day of one level and leaves the hours of the others as they are', async () => {
  const received = serve(() => problem(412, 'stale_version'))
  show(<MoveDeadlines period={PERIOD} />)
  fireEvent.click(screen.getByRole('button', { name: 'Dời hạn nộp' }))
  const act = screen.getAllByRole('button', { name: 'Dời hạn nộp' }).at(-1)
  expect(act).toHaveAttribute('aria-disabled', 'true')
  const ward = screen.getByLabelText('Phường, xã')
  fireEvent.change(ward, { target: { value: '17/09/2024' } })
  fireEvent.keyDown(ward, { key: 'Enter', code: 'Enter', keyCode: 13 })
  if (act !== undefined) fireEvent.click(act)
  await waitFor(() => expect(received.map(({ method, headers }) => [method, headers.get('If-Match')])).toEqual([['PATCH', '"v3"']]))
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({ deadlines: { ...PERIOD.deadlines, ward: '2024-09-17T17:00:00+07:00' } })
})
