import { fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CorrectionRead, FigureRead, ReportRead } from '@/api/types.gen'
import { sessionState } from '@/lib/session/state'
import { reportLine } from '@/testing/lines'
import { officer } from '@/testing/people'
import { json, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { CorrectionDialog } from './CorrectionDialog'
import { CorrectionsWaiting } from './CorrectionsWaiting'

const REPORT = { id: 'report', answers_total: 0 } as unknown as ReportRead
const FIGURE = { key: 'area', label: 'Diện tích', measure: 'm2', kind: 'decimal', retired: false, required: false } as unknown as FigureRead
const base = reportLine(1)
const LINE = { ...base, task: { ...base.task, figures: [FIGURE] }, figures: { area: 1250 } }
const CORRECTION = { id: 'c', version: 1, reason: 'Sai số', answers: [], lines: [{ line_id: LINE.id, after: { ...LINE, documents: [] } }] } as unknown as CorrectionRead

beforeEach(() => sessionState.set({ status: 'signed-in', me: officer() }))
afterEach(() => vi.unstubAllGlobals())

function open() {
  serve(() => json({ items: [], next_cursor: null, total: null }))
  const closed = vi.fn()
  show(<CorrectionDialog report={REPORT} lines={[LINE]} correction={CORRECTION} onClose={closed} />)
  return closed
}

it('does not send a mistyped number, which would take the accepted one away', () => {
  open()
  const act = screen.getByRole('button', { name: 'Lưu bản đính chính' })
  expect(act).toHaveAttribute('aria-disabled', 'false')
  const area = screen.getByLabelText('Diện tích (m2)')
  fireEvent.change(area, { target: { value: '1.25.0' } })
  expect(act).toHaveAttribute('aria-disabled', 'true')
  expect(screen.getByText('Cần một số không âm, ví dụ 29,82.')).toBeVisible()
  fireEvent.change(area, { target: { value: '1.250' } })
  expect(act).toHaveAttribute('aria-disabled', 'false')
  fireEvent.change(screen.getByDisplayValue('40'), { target: { value: '400' } })
  expect(act).toHaveAttribute('aria-disabled', 'true')
})

it('asks before a written correction is thrown away', () => {
  const closed = open()
  fireEvent.change(screen.getByDisplayValue('Sai số'), { target: { value: 'Sai số liệu' } })
  fireEvent.click(screen.getByRole('button', { name: 'Thôi' }))
  expect(closed).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Bỏ nội dung đã viết' }))
  expect(closed).toHaveBeenCalledOnce()
})

it('tells how many corrections wait, not how many fit a page', async () => {
  serve(() => json({ items: [{ id: 'c', report_id: 'r', unit: { name: 'Phường 1' }, period: { title: 'Quý III' }, submitted_at: null, reason: '' }], next_cursor: 'n', total: 73 }))
  show(<CorrectionsWaiting />)
  expect(await screen.findByText('Đính chính chờ quyết định (73)')).toBeVisible()
})
