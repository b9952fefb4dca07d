import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import type { LineRead, ReportRead, ReportRow } from '@/api/types.gen'
import { useKeyListener } from '@/lib/keys'
import { sessionState } from '@/lib/session/state'
import { officer } from '@/testing/people'
import { json, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { nextAfter } from './review-queue'
import { ReviewDesk } from './ReviewDesk'

const unit = { id: 'u-1', code: '26506', name: 'Phường 1', kind: 'ward' }
const period = { id: 'k-1', code: '2024Q3', title: 'Báo cáo quý III/2024', data_from: '2024-06-15', data_to: '2024-09-14' }
const lineId = (number: number) => `0190b000-0000-7000-8000-00000000000${number}`
const REPORT_ID = '0190a000-0000-7000-8000-000000000001'

function line(number: number, changes: Partial<LineRead> = {}): LineRead {
  return {
    id: lineId(number), number, report_id: REPORT_ID, assignment_id: 'a', version: 3, period, unit,
    task: { id: 't', key: 't', title: `Nhiệm vụ ${number}`, text: '', source_ref: 'II.1', dimension: '1', cadence: 'each_period', mode: 'each', example: false, requires_evidence: false, by_unit_plan: false, deliverable: null, due_on: null, due_text: null, figures: [] },
    carried_from: [],
    figures_text: '',
    result: 'Đã tổ chức 04 buổi', percent: 60, figures: {}, difficulties: '', proposals: '', self_done: false, carried_forward: false, not_confirmed: false,
    evidence: [], evidence_ids: [], comments: 0, complete: true, lacks: [], mandate: 'assigned', part: 'lead', review_state: 'pending', reason: null, reason_code: null,
    saved_at: null, saved_by: null, mark: null, previous: null, before: null, allowed_actions: ['mark', 'comment'], ...changes,
  } as LineRead
}

const report = (actions: string[], changes: Partial<ReportRead> = {}) =>
  ({ id: REPORT_ID, unit, period, state: 'submitted', expected: true, late: false, submitted_at: null, submitted_by: null, extended_to: null, seal_number: null, changed_since_acceptance: false, blocked: null, reviewing: null, reviewers: [], allowed_actions: actions, ...changes }) as ReportRead

beforeEach(() => sessionState.set({ status: 'signed-in', me: officer() }))

function Page({ onNext }: { onNext: () => void }) {
  useKeyListener()
  return <ReviewDesk reportId={REPORT_ID} onNext={onNext} />
}

function open(lines: LineRead[], read = report(['mark', 'return', 'accept'])) {
  Element.prototype.scrollIntoView = vi.fn()
  let kept = lines
  const received = serve(({ method, path, body }) => {
    if (path.endsWith('/review-mark')) {
      const id = path.split('/').at(-2)
      const given = JSON.parse(body) as Record<string, unknown>
      kept = kept.map((item) => (item.id === id ? ({ ...item, mark: given.mark === null ? null : { holds: true, not_confirmed: false, reason: null, reason_code: null, ...given } } as LineRead) : item))
      return json(kept.find((item) => item.id === id))
    }
    if (path.endsWith('/review-marks')) {
      const { items } = JSON.parse(body) as { items: { id: string; mark: string }[] }
      kept = kept.map((item) => (items.some(({ id }) => id === item.id) ? ({ ...item, mark: { mark: 'ok', holds: true, not_confirmed: false, reason: null, reason_code: null } }) : item))
      return json({ items: items.map(({ id }) => ({ id, status: 200, code: null, detail: null })), answers: [] })
    }
    if (path.endsWith('/claim') || path.endsWith('/release')) return json(read)
    if (path.endsWith('/lines')) return json({ items: kept })
    if (path.endsWith('/comments')) return json({ items: [], next_cursor: null, total: null })
    return method === 'GET' ? json(read) : json(report([], { state: path.endsWith('/accept') ? 'accepted' : 'returned' }))
  })
  const acts = () => received.filter(({ method, path }) => method !== 'GET' && !/(claim|release)$/.test(path)).map(({ path, body }) => [path.replace(/^.*\/(?=[^/]+\/[^/]+$)/, '').replace(`${REPORT_ID}/`, ''), JSON.parse(body || '{}') as unknown])
  const asked = (act: string) => received.filter(({ path }) => path.endsWith(`/${act}`)).length
  return { acts, asked, onNext: vi.fn() }
}

it('returns a line by keyboard alone: 2, a digit for the reason, the words, Ctrl Enter, and the next line is at hand', async () => {
  const { acts, onNext } = open([line(1), line(2)])
  show(<Page onNext={onNext} />)
  await screen.findByText('Đạt 0 · Trả lại 0 · Chưa xem 2')
  fireEvent.keyDown(document.body, { code: 'Digit2', key: '2' })
  const chosen = await screen.findByRole('radio', { name: /Nội dung chưa rõ/ })
  expect(chosen).toHaveFocus()
  // a typing method may make another letter of the digit: its place counts
  fireEvent.keyDown(chosen, { code: 'Digit3', key: 'ẻ' })
  const words = screen.getByRole('textbox', { name: 'Nêu rõ cần sửa gì' })
  expect(words).toHaveFocus()
  await userEvent.type(words, 'Bổ sung biên bản 2')
  fireEvent.keyDown(words, { code: 'Enter', key: 'Enter', ctrlKey: true })
  await screen.findByText('Đạt 0 · Trả lại 1 · Chưa xem 1')
  expect(acts()).toEqual([[`${lineId(1)}/review-mark`, { mark: 'return', reason_code: 'evidence_missing', reason: 'Bổ sung biên bản 2' }]])
  expect(screen.getByRole('button', { name: /^2\. Nhiệm vụ 2/ })).toHaveAttribute('aria-current', 'true')
  expect(screen.getByText('Thiếu tài liệu kiểm chứng: Bổ sung biên bản 2')).toBeVisible()
  fireEvent.keyDown(document.body, { code: 'Enter', key: 'Enter', ctrlKey: true })
  expect(await screen.findByText('Đã trả lại 1 dòng.')).toBeVisible()
  expect(acts().at(-1)).toEqual(['return', { marks: true }])
})

it('does not keep a return without words, and says why', async () => {
  const { acts, onNext } = open([line(1)])
  show(<Page onNext={onNext} />)
  await userEvent.click(await screen.findByRole('button', { name: /^Trả lại ?2/ }))
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Nêu rõ cần sửa gì' }), { code: 'Enter', key: 'Enter', ctrlKey: true })
  expect(await screen.findByText('Nêu lý do trả lại để đơn vị biết cách sửa.')).toBeVisible()
  expect(acts()).toEqual([])
})

it('never accepts unseen lines silently, and puts "later" among them', async () => {
  const { acts, onNext } = open([line(1, { mark: { mark: 'later', holds: true, not_confirmed: false, reason: null, reason_code: null } }), line(2)])
  show(<Page onNext={onNext} />)
  await screen.findByText('Đạt 0 · Trả lại 0 · Chưa xem 2')
  fireEvent.keyDown(document.body, { code: 'Enter', key: 'Enter', ctrlKey: true })
  expect(await screen.findByText('Còn 2 dòng chưa xem. Vẫn chấp nhận?')).toBeInTheDocument()
  expect(acts()).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: /^Chấp nhận ?Ctrl/ }))
  expect(await screen.findByText('Đã chấp nhận và niêm phong báo cáo.')).toBeVisible()
})

it('keeps key 4 for lines that the unit calls done', async () => {
  const { acts, onNext } = open([line(1), line(2, { self_done: true })])
  show(<Page onNext={onNext} />)
  await screen.findByText('Đạt 0 · Trả lại 0 · Chưa xem 2')
  fireEvent.keyDown(document.body, { code: 'Digit4', key: '4' })
  fireEvent.keyDown(document.body, { code: 'ArrowDown', key: 'ArrowDown' })
  fireEvent.keyDown(document.body, { code: 'Digit4', key: '4' })
  await waitFor(() => expect(acts()).toEqual([[`${lineId(2)}/review-mark`, { mark: 'ok', not_confirmed: true }]]))
})

it('says that a mark has fallen off, marks the words that changed on both sides, and shows a file with personal data only when asked', async () => {
  const document = { id: '0190c000-0000-7000-8000-000000000001', title: 'Danh sách hộ nghèo', contains_personal_data: true, media_type: 'application/pdf', size: 2048, document_number: null, issued_on: null, scan_state: 'not_scanned' }
  const { onNext } = open([
    line(1, {
      mark: { mark: 'ok', holds: false, not_confirmed: false, reason: null, reason_code: null },
      previous: { result: 'Đã tổ chức 02 buổi', percent: 40, period: 'Báo cáo tháng 7/2024', difficulties: '', proposals: '', line_id: 'x', accepted_at: null, figures: {}, documents: [] },
      evidence: [document as LineRead['evidence'][number]],
    }),
  ])
  show(<Page onNext={onNext} />)
  expect(await screen.findByText('Đã sửa sau khi đánh dấu, xem lại')).toBeVisible()
  expect(screen.getByText('04', { selector: 'ins' })).toBeVisible()
  expect(screen.getByText('02', { selector: 'del' })).toBeVisible()
  expect(screen.getByText('Tệp có dữ liệu cá nhân, mỗi lần đọc được ghi lại.')).toBeVisible()
  expect(screen.queryByRole('img', { name: /Danh sách hộ nghèo/ })).toBeNull()
})

it('gives the own unit no buttons, only the words of why', async () => {
  const { onNext } = open([line(1, { allowed_actions: [] })], report([], { blocked: { code: 'own_report', detail: 'Không thẩm tra báo cáo của đơn vị mình.' } }))
  show(<Page onNext={onNext} />)
  expect(await screen.findByText('Không thẩm tra báo cáo của đơn vị mình.')).toBeVisible()
  expect(screen.queryByRole('button', { name: /Chấp nhận|Trả lại|Đạt/ })).toBeNull()
})

it('goes on to the next report that no colleague has on the desk', () => {
  const row = (id: string, holder: string | null) => ({ id, reviewing: holder === null ? null : { person_id: holder, name: 'Lan', since: '' } }) as ReportRow
  const rows = [row('a', null), row('b', 'lan'), row('c', 'me')]
  expect(nextAfter(rows, 'a', 'me')?.id).toBe('c')
  expect(nextAfter(rows, 'c', 'me')?.id).toBe('a')
  expect(nextAfter(rows, undefined, 'me')?.id).toBe('a')
  expect(nextAfter([row('b', 'lan')], 'a', 'me')?.id).toBe('b')
})

const sentBefore: LineRead['before'] = { submitted_at: '2024-09-12T09:00:00+07:00', result: 'Đã tổ chức 02 buổi', percent: 40, figures: { 'số buổi': 2 }, difficulties: '', proposals: '', self_done: false, documents_added: ['Biên bản ký lại'], documents_removed: ['Biên bản mờ'], changed: ['result', 'percent', 'figures', 'evidence'] }

it('compares with what was sent before, keeps what was in order, and with the last period when asked', async () => {
  const { onNext } = open([
    line(1, { review_state: 'ok' }),
    line(2, { before: sentBefore, figures: { 'số buổi': 4 }, previous: { result: 'Tháng bảy', percent: 10, period: 'Báo cáo tháng 7/2024', difficulties: '', proposals: '', line_id: 'x', accepted_at: null, figures: {}, documents: [] } }),
  ])
  show(<Page onNext={onNext} />)
  expect(await screen.findByText('Đạt từ lần trước, không đổi')).toBeVisible()
  expect(screen.getByText('Đạt 1 · Trả lại 0 · Chưa xem 1')).toBeVisible()
  expect(screen.getByText('Đã sửa: nội dung, mức độ, số liệu, tài liệu')).toBeVisible()
  expect(screen.getByText('04', { selector: 'ins' })).toBeVisible()
  expect(screen.getByText('Biên bản ký lại', { selector: 'ins' })).toBeVisible()
  expect(screen.getByText('Biên bản mờ', { selector: 'del' })).toBeVisible()
  expect(screen.getByText('40%', { selector: 'del' })).toBeVisible()
  await userEvent.click(screen.getByText('Kỳ trước'))
  expect(await screen.findByText('Kỳ trước: Báo cáo tháng 7/2024')).toBeVisible()
})

it('marks all lines of a filter in one request, and the lines between two that are chosen with Shift', async () => {
  const proven = { percent: 100, evidence: [{ id: '0190c000-0000-7000-8000-000000000001', title: 'Biên bản', document_number: null, issued_on: null, size: 2048, media_type: 'application/pdf', scan_state: 'not_scanned' } as LineRead['evidence'][number]] }
  const { acts, onNext } = open([line(1), line(2, proven), line(3, proven), line(4)])
  show(<Page onNext={onNext} />)
  await userEvent.click(await screen.findByRole('button', { name: /^100% và có tài liệu/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Đánh dấu đạt 2 dòng đang lọc' }))
  await screen.findByText('Đạt 2 · Trả lại 0 · Chưa xem 2')
  const marked = (numbers: number[]) => ({ items: numbers.map((number) => ({ id: lineId(number), version: 3, mark: 'ok' })) })
  expect(acts()).toEqual([[`review-marks`, marked([2, 3])]])
  await userEvent.click(screen.getByRole('button', { name: /^Tất cả/ }))
  fireEvent.keyDown(document.body, { code: 'ArrowDown', key: 'ArrowDown', shiftKey: true })
  expect(await screen.findByText(/Đang chọn 2 dòng/)).toBeVisible()
  fireEvent.keyDown(document.body, { code: 'Digit1', key: '1' })
  await waitFor(() => expect(acts().at(-1)).toEqual(['review-marks', marked([1, 2])]))
})

it('puts a free report on the own desk, and says who has one that is not free', async () => {
  const first = open([line(1)])
  const { unmount } = show(<Page onNext={first.onNext} />)
  await waitFor(() => expect(first.asked('claim')).toBe(1))
  unmount()
  const lan = { person_id: 'p-2', name: 'Phạm Văn Lan', since: '2024-09-18T09:30:00+07:00' }
  const second = open([line(1)], report(['mark', 'accept'], { reviewing: lan, reviewers: [{ person_id: 'p-2', name: 'Phạm Văn Lan', marked: 12, returns: 2 }] }))
  show(<Page onNext={second.onNext} />)
  expect(await screen.findByText('Phạm Văn Lan đang thẩm tra báo cáo này từ 09:30 ngày 18/9/2024.')).toBeVisible()
  expect(screen.getByText('Phạm Văn Lan đã xem 12 dòng, 2 dòng trả lại')).toBeVisible()
  expect(second.asked('claim')).toBe(0)
  await userEvent.click(screen.getByRole('button', { name: 'Nhận thẩm tra' }))
  await waitFor(() => expect(second.asked('claim')).toBe(1))
})
