import { fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import type { AssignmentRow, TaskRead } from '@/api/types.gen'
import { json, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { TaskUnits } from './TaskUnits'
import type { Writing } from './writing'

const TASK = { id: 't-1', title: 'Niêm yết thủ tục', cadence: 'once', due_on: '2024-09-30', dropped_on: null } as TaskRead
const WARD = { id: 'u-1', name: 'Phường 1', kind: 'ward' }
const ROW = { id: 'a-1', version: 3, unit: WARD, part: 'lead', mandate: 'assigned', due_on: '2024-08-15', allowed_actions: ['take_out'] } as unknown as AssignmentRow

afterEach(() => {
  vi.unstubAllGlobals()
})

it('gives a unit the day of the task again whose own day is cleared', async () => {
  const received = serve(() => json({}))
  show(<TaskUnits task={TASK} writing={{ draft: true, amendment: undefined } as Writing} rows={[ROW]} />)
  await userEvent.click(screen.getByRole('button', { name: 'Sửa phân công của Phường 1' }))
  const field = screen.getByLabelText(/Thời hạn riêng của đơn vị/)
  expect(field).toHaveValue('15/8/2024')
  // the sign that clears appears under a pointer, which there is none of here
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }))
  expect(field).toHaveValue('')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  await vi.waitFor(() => expect(received.find(({ method }) => method === 'PATCH')?.body).toBe('{"due_on":"2024-09-30"}'))
})
