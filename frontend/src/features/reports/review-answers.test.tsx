import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import type { AnswerRead, LineRead, ReportRead } from '@/api/types.gen'
import { useKeyListener } from '@/lib/keys'
import { sessionState } from '@/lib/session/state'
import { reportLine } from '@/testing/lines'
import { officer } from '@/testing/people'
import { json, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { ReviewDesk } from './ReviewDesk'

const REPORT_ID = '0190a000-0000-7000-8000-000000000001'

function answer(number: number, changes: Partial<AnswerRead> = {}): AnswerRead {
  return {
    id: `answer-${number}`, version: 2, report_id: REPORT_ID, value: number * 12, value_text: `${number * 12} nhà`,
    question: { id: `question-${number}`, sort: number - 1, text: `Số nhà loại ${number}`, kind: 'number', required: true, hint: null, measure: 'nhà', choices: [] },
    review_state: 'pending', reason: null, reason_code: null, editable: false, complete: true, saved_at: null, saved_by: null, mark: null, changed_since: null, allowed_actions: ['mark'], ...changes,
  }
}

const report = {
  id: REPORT_ID, unit: { id: 'u-1', code: '26506', name: 'Phường 1', kind: 'ward' }, period: { id: 'k-1', code: '2024-DX1', title: 'Rà soát', data_from: '2024-06-15', data_to: '2024-09-14' }, state: 'submitted', expected: true, late: false,
  submitted_at: null, submitted_by: null, extended_to: null, seal_number: null, changed_since_acceptance: false, blocked: null, reviewing: null, reviewers: [], answers_total: 2, allowed_actions: ['mark', 'return', 'accept'],
} as unknown as ReportRead

beforeEach(() => sessionState.set({ status: 'signed-in', me: officer() }))

function Page() {
  useKeyListener()
  return <ReviewDesk reportId={REPORT_ID} onNext={vi.fn()} />
}

type Part = AnswerRead | LineRead

function open(changed: Partial<AnswerRead> = {}) {
  Element.prototype.scrollIntoView = vi.fn()
  let parts: Part[] = [answer(1), answer(2, changed), reportLine(1, { report_id: REPORT_ID, allowed_actions: ['mark', 'comment'] })]
  const put = (id: string | undefined, given: object) => {
    parts = parts.map((part) => (part.id === id ? ({ ...part, mark: { holds: true, not_confirmed: false, reason: null, reason_code: null, ...given } } as Part) : part))
    return parts.find((part) => part.id === id)
  }
  const received = serve(({ path, body }) => {
    if (path.endsWith('/review-mark')) return json(put(path.split('/').at(-2), JSON.parse(body) as object))
    if (path.endsWith('/review-marks')) {
      const { items, answers } = JSON.parse(body) as Record<'items' | 'answers', { id: string }[]>
      const done = (given: { id: string }[]) => given.map(({ id, ...mark }) => (put(id, mark), { id, status: 200, code: null, detail: null }))
      return json({ items: done(items), answers: done(answers) })
    }
    if (path.endsWith('/lines')) return json({ items: parts.filter((part) => !('question' in part)) })
    if (path.endsWith('/answers')) return json({ items: parts.filter((part) => 'question' in part) })
    if (path.endsWith('/comments')) return json({ items: [], next_cursor: null, total: null })
    return json(report)
  })
  return () => received.filter(({ path }) => /review-marks?$/.test(path)).map(({ path, body }) => [path.split('/').slice(-3).join('/'), JSON.parse(body) as unknown])
}

const press = (code: string, more: object = {}) => fireEvent.keyDown(document.body, { code, key: code.replace('Digit', ''), ...more })
const atHand = () => document.querySelector('[data-current="true"]')?.id

it('walks from the answers into the lines and back by the same keys, marking what is at hand', async () => {
  const acts = open()
  show(<Page />)
  expect(await screen.findByText('12 nhà')).toBeVisible()
  expect(atHand()).toBe('line-answer-1')
  expect(screen.getByText('Câu trả lời không kèm tài liệu.')).toBeInTheDocument()
  press('Digit1')
  press('Digit4')
  press('ArrowDown')
  expect(atHand()).toBe('line-line-1')
  press('Digit3')
  press('ArrowUp')
  expect(atHand()).toBe('line-answer-2')
  await screen.findByText('Đạt 1 · Trả lại 0 · Chưa xem 2')
  expect(acts()).toEqual([
    ['report-answers/answer-1/review-mark', { mark: 'ok' }],
    ['report-lines/line-1/review-mark', { mark: 'later' }],
  ])
})

it('returns answers and lines that are chosen together with one coded reason', async () => {
  const acts = open()
  show(<Page />)
  await screen.findByText('12 nhà')
  press('ArrowDown', { shiftKey: true })
  press('ArrowDown', { shiftKey: true })
  expect(await screen.findByText('Đang chọn 3 nội dung')).toBeVisible()
  press('Digit2')
  fireEvent.keyDown(await screen.findByRole('radio', { name: /Nội dung chưa rõ/ }), { code: 'Digit3', key: '3' })
  const words = screen.getByRole('textbox', { name: 'Nêu rõ cần sửa gì' })
  await userEvent.type(words, 'Bổ sung')
  fireEvent.keyDown(words, { code: 'Enter', key: 'Enter', ctrlKey: true })
  await screen.findByText('Đạt 0 · Trả lại 3 · Chưa xem 0')
  const mark = { mark: 'return', reason_code: 'evidence_missing', reason: 'Bổ sung' }
  expect(acts()).toEqual([
    [`reports/${REPORT_ID}/review-marks`, { items: [{ id: 'line-1', version: 1, ...mark }], answers: [1, 2].map((number) => ({ id: `answer-${number}`, version: 2, ...mark })) }],
  ])
})

it('accepts all that a filter shows, answers too, and shows what was answered before', async () => {
  const acts = open({ changed_since: { value: 7, submitted_at: '2024-09-12T09:00:00+07:00' } })
  show(<Page />)
  expect(await screen.findByText('7 nhà', { selector: 'del' })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: /^Chưa xem/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Đánh dấu đạt 3 nội dung đang lọc' }))
  await waitFor(() => expect(acts()).toHaveLength(1))
  expect(await screen.findByText(/Đã đánh dấu 3 nội dung\./)).toBeVisible()
})
