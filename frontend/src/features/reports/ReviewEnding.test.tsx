import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { LineRead, ReportRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { useKeyListener } from '@/lib/keys'
import { reportLine } from '@/testing/lines'
import { json, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { ReviewEnding } from './ReviewEnding'

const REPORT = {
  id: 'r',
  state: 'submitted',
  open: true,
  period: { id: 'p' },
  answers_total: 0,
  allowed_actions: ['mark', 'accept', 'return'],
} as unknown as ReportRead
const MARKED = reportLine(1, { mark: { mark: 'return', holds: true, not_confirmed: false, reason: 'Bổ sung', reason_code: 'evidence_missing' } })

afterEach(() => vi.unstubAllGlobals())

function Page({ lines = [reportLine(1)], other = false }: { lines?: LineRead[]; other?: boolean }) {
  useKeyListener()
  return (
    <>
      <ReviewEnding report={REPORT} lines={lines} onNext={() => undefined} />
      {other && (
        <Dialog title="Trả lại nhiều báo cáo" onClose={() => undefined}>
          <textarea aria-label="Lý do" />
        </Dialog>
      )}
    </>
  )
}

function watched(): () => unknown[] {
  const received = serve(({ method }) => (method === 'GET' ? json({ items: [] }) : new Promise<Response>(() => undefined)))
  return () => received.filter(({ method }) => method === 'POST').map(({ path, body }) => [path.split('/').at(-1), JSON.parse(body) as unknown])
}

const finish = (at: Element) => fireEvent.keyDown(at, { code: 'Enter', key: 'Enter', ctrlKey: true })

const closed = { ...REPORT, open: false }

it.each<[ReportRead, number]>([
  [REPORT, 0],
  [closed, 1],
  [{ ...closed, state: 'accepted', allowed_actions: ['reopen'] }, 1],
  [{ ...closed, allowed_actions: [] }, 0],
])('tells whoever may send a report of a closed period back that its unit needs its own end %#', (report, notes) => {
  show(<ReviewEnding report={report} lines={[]} onNext={() => undefined} />)
  expect(screen.queryAllByText(/gia hạn riêng/)).toHaveLength(notes)
})

it('keeps the report still while somebody writes in a dialog about others', async () => {
  const sent = watched()
  show(<Page lines={[MARKED]} other />)
  finish(screen.getByLabelText('Lý do'))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(sent()).toEqual([])
})

it('sends the whole report back by the key with the reason that was typed, once', async () => {
  const sent = watched()
  show(<Page />)
  fireEvent.click(screen.getByRole('button', { name: 'Trả lại cả báo cáo' }))
  const reason = screen.getByRole('textbox')
  finish(reason)
  expect(screen.getByText('Nêu lý do trả lại để đơn vị biết cách sửa.')).toBeVisible()
  fireEvent.change(reason, { target: { value: 'Sai mẫu' } })
  finish(reason)
  await waitFor(() => expect(sent()).toEqual([['return', { reason: 'Sai mẫu' }]]))
  finish(reason)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(sent()).toHaveLength(1)
})

it('accepts with parts unseen only by the key of the dialog that asks', async () => {
  const sent = watched()
  show(<Page />)
  finish(document.body)
  const act = screen.getByRole('button', { name: /^Chấp nhận ?Ctrl/ })
  expect(sent()).toEqual([])
  finish(act)
  await waitFor(() => expect(sent()).toEqual([['accept', {}]]))
})

it('ends a report once however often the key is pressed', async () => {
  const sent = watched()
  show(<Page lines={[MARKED]} />)
  finish(document.body)
  await waitFor(() => expect(sent()).toHaveLength(1))
  finish(document.body)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(sent()).toEqual([['return', { marks: true }]])
})
