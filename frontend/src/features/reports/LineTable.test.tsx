import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Drafts } from '@/lib/drafts/drafts'
import type { Current } from '@/lib/drafts/types'
import { reportLine } from '@/testing/lines'
import { LineTable } from './LineTable'
import type { LineDraft } from './lines'

function show() {
  const save = vi.fn((_key: string, version: number, patch: Partial<LineDraft>): Promise<Current<LineDraft>> => Promise.resolve({ version: version + 1, value: patch }))
  const drafts = new Drafts<LineDraft>({ name: 'report-lines', owner: 'me', save, load: () => Promise.reject(new Error()) })
  const lines = [reportLine(1, { percent: null }), reportLine(2), reportLine(3, { allowed_actions: [], percent: 80 }), reportLine(4)]
  const opened = vi.fn()
  render(<LineTable lines={lines} drafts={drafts} onOpen={opened} />)
  const fieldOf = (number: number) => screen.getByRole('textbox', { name: `Mức độ hoàn thành của dòng ${number} (%)` })
  return { user: userEvent.setup(), save, opened, fieldOf }
}

it('takes percents down the column: ↵ saves and goes to the next line that can be written', async () => {
  const { user, save, fieldOf } = show()
  await user.click(fieldOf(1))
  await user.keyboard('65{Enter}')
  expect(fieldOf(2)).toHaveFocus()
  await vi.waitFor(() => expect(save).toHaveBeenCalledWith('line-1', 1, { percent: 65 }))
  await user.keyboard('70{ArrowDown}')
  expect(fieldOf(4)).toHaveFocus()
  await user.keyboard('{ArrowUp}')
  expect(fieldOf(2)).toHaveFocus()
  await vi.waitFor(() => expect(save).toHaveBeenLastCalledWith('line-2', 1, { percent: 70 }))
})

it('keeps a wrong percent in its field, says what is wrong and sends nothing', async () => {
  const { user, save, fieldOf } = show()
  await user.click(fieldOf(1))
  await user.keyboard('640{Enter}')
  expect(fieldOf(1)).toHaveValue('640')
  expect(screen.getByText('Mức độ hoàn thành phải là số nguyên từ 0 đến 100.')).toBeVisible()
  expect(save).not.toHaveBeenCalledWith('line-1', 1, { percent: 640 })
})

it('shows what may not be written as text, and opens a line by its task', async () => {
  const { user, opened } = show()
  expect(screen.getByText('80%')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Nhiệm vụ 3' }))
  expect(opened).toHaveBeenCalledWith(expect.objectContaining({ id: 'line-3' }))
})
