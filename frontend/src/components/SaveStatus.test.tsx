import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n/locale'
import type { DraftStatus } from '@/lib/drafts/types'
import { ApiProblem } from '@/lib/http/problem'
import { SaveStatus } from './SaveStatus'

type Status = DraftStatus<{ result: string }>

const conflict: Status = { kind: 'conflict', conflict: { fields: ['result'], mine: { result: 'a' }, theirs: { result: 'b' }, version: 2, problem: undefined } }
const cases: [Status, string, string][] = [
  [{ kind: 'editing' }, 'Đang lưu…', 'Saving…'],
  [{ kind: 'saving' }, 'Đang lưu…', 'Saving…'],
  [{ kind: 'saved', at: new Date('2024-09-09T07:32:00Z') }, 'Đã lưu lúc 14:32', 'Saved at 14:32'],
  [{ kind: 'kept' }, 'Chưa gửi được, đã giữ trên máy này', 'kept on this device'],
  [{ kind: 'failed', problem: new ApiProblem({ status: 409, code: 'period_closed' }) }, 'Không lưu được: Kỳ báo cáo đã đóng.', 'The period is closed.'],
  [conflict, 'Có bản khác trên máy chủ, cần đối chiếu', 'server'],
]

it.each(cases)('says what became of the typing: %o', (status, vietnamese, english) => {
  render(<SaveStatus status={status} />)
  expect(screen.getByRole('status')).toHaveTextContent(vietnamese)
  if (status.kind === 'failed') return
  setLocale('en')
  render(<SaveStatus status={status} />)
  expect(screen.getAllByRole('status').at(-1)).toHaveTextContent(english)
})

it('says nothing while nothing was typed', () => {
  render(<SaveStatus status={{ kind: 'clean' }} />)
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
})

it('leads from a conflict to both texts', async () => {
  const onCompare = vi.fn()
  render(<SaveStatus status={conflict} onCompare={onCompare} />)
  await userEvent.click(screen.getByRole('button', { name: 'Đối chiếu' }))
  expect(onCompare).toHaveBeenCalledOnce()
})
