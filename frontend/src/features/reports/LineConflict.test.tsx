import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import { TextAreaField } from '@/components/Field'
import { SaveStatus } from '@/components/SaveStatus'
import { Drafts } from '@/lib/drafts/drafts'
import { useDraft } from '@/lib/drafts/use-drafts'
import type { Current } from '@/lib/drafts/types'
import { ApiProblem } from '@/lib/http/problem'
import { LineConflict } from './LineConflict'
import type { LineDraft } from './lines'

const save = vi.fn<(key: string, version: number, patch: Partial<LineDraft>) => Promise<Current<LineDraft>>>()
const VALUE: LineDraft = { result: '', percent: null, figures: {}, difficulties: '', proposals: '', self_done: false, carried_forward: false }

/** The field of the editor, with the engine behind it and the dialog over it. */
function Field({ drafts }: { drafts: Drafts<LineDraft> }) {
  const draft = useDraft(drafts, 'l1', { version: 1, value: VALUE })
  const [comparing, setComparing] = useState(false)
  return (
    <>
      <TextAreaField label="Kết quả thực hiện" value={draft.value.result} onChange={(event) => draft.edit({ result: event.target.value })} onBlur={() => void draft.flush()} />
      <SaveStatus status={draft.status} onCompare={() => setComparing(true)} />
      {comparing && draft.status.kind === 'conflict' && (
        <LineConflict figures={[]} conflict={draft.status.conflict} onClose={() => setComparing(false)} onDecide={(decision) => void drafts.resolve('l1', decision)} />
      )}
    </>
  )
}

async function conflicting() {
  const user = userEvent.setup()
  save.mockRejectedValueOnce(new ApiProblem({ status: 412, code: 'stale_version', detail: 'Lê Thị Hoa vừa sửa dòng này lúc 14:30. Cả hai bản được giữ để đối chiếu.' }))
  save.mockImplementation((_key, version, patch) => Promise.resolve({ version: version + 1, value: { ...VALUE, ...patch } }))
  const theirs = { version: 5, value: { ...VALUE, result: 'Đã tổ chức 04 buổi' } }
  const drafts = new Drafts<LineDraft>({ name: 'report-lines', owner: 'me', save, load: () => Promise.resolve(theirs) })
  render(<Field drafts={drafts} />)
  const field = screen.getByRole('textbox', { name: /Kết quả/ })
  await user.click(field)
  await user.paste('Đã tổ chức 05 buổi')
  await user.tab()
  expect(await screen.findByText('Có bản khác trên máy chủ, cần đối chiếu')).toBeVisible()
  expect(field).toHaveValue('Đã tổ chức 05 buổi')
  await user.click(screen.getByRole('button', { name: 'Đối chiếu' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Nội dung vừa được người khác sửa' }))
  return { user, field, dialog }
}

beforeEach(() => save.mockReset())

it('keeps what was typed in its field and lays both texts side by side', async () => {
  const { dialog } = await conflicting()
  expect(dialog.getByText('Lê Thị Hoa vừa sửa dòng này lúc 14:30. Cả hai bản được giữ để đối chiếu.')).toBeVisible()
  expect(dialog.getByText('Đã tổ chức 05 buổi', { selector: 'p' })).toBeVisible()
  expect(dialog.getByText('Đã tổ chức 04 buổi', { selector: 'p' })).toBeVisible()
})

it('sends mine on top of theirs', async () => {
  const { user, field, dialog } = await conflicting()
  await user.click(dialog.getByRole('button', { name: 'Giữ bản của tôi' }))
  expect(await screen.findByText(/Đã lưu lúc/)).toBeVisible()
  expect(save).toHaveBeenLastCalledWith('l1', 5, { result: 'Đã tổ chức 05 buổi' })
  expect(field).toHaveValue('Đã tổ chức 05 buổi')
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('sends what was put together of both', async () => {
  const { user, field, dialog } = await conflicting()
  const merged = dialog.getByRole('textbox', { name: /Bản ghép/ })
  expect(merged).toHaveValue('Đã tổ chức 04 buổi\nĐã tổ chức 05 buổi')
  await user.clear(merged)
  await user.click(merged)
  await user.paste('Đã tổ chức 09 buổi')
  await user.click(dialog.getByRole('button', { name: 'Lưu bản ghép' }))
  expect(await screen.findByText(/Đã lưu lúc/)).toBeVisible()
  expect(save).toHaveBeenLastCalledWith('l1', 5, { result: 'Đã tổ chức 09 buổi' })
  expect(field).toHaveValue('Đã tổ chức 09 buổi')
})

it('may be closed without deciding: the text stays and the question too', async () => {
  const { user, field, dialog } = await conflicting()
  await user.click(dialog.getByRole('button', { name: 'Đóng' }))
  expect(field).toHaveValue('Đã tổ chức 05 buổi')
  expect(screen.getByRole('button', { name: 'Đối chiếu' })).toBeVisible()
  expect(save).toHaveBeenCalledTimes(1)
})
