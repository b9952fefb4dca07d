import { act, fireEvent, renderHook, screen } from '@testing-library/react'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ReportRow } from '@/api/types.gen'
import { createQueryClient } from '@/lib/http/queries'
import { sessionState } from '@/lib/session/state'
import { reportLine } from '@/testing/lines'
import { officer } from '@/testing/people'
import { show } from '@/testing/show'
import { ReviewQueue } from './ReviewQueue'
import { useReview } from './use-review'

const later = { mark: 'later', holds: true, not_confirmed: false, reason: null, reason_code: null } as const
const may = { allowed_actions: ['mark'] }
const LINES = [reportLine(1, { ...may, mark: later }), reportLine(2, may), reportLine(3, may)]

beforeEach(() => sessionState.set({ status: 'signed-in', me: officer() }))
afterEach(() => vi.unstubAllGlobals())

function review() {
  const queries = createQueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  return renderHook(() => useReview('report', LINES, 'line-2'), { wrapper }).result
}

it('leaves what was put aside out of what is accepted under a filter', () => {
  const state = review()
  act(() => state.current.choose('unseen'))
  expect(state.current.open.map(({ id }) => id)).toEqual(['line-2', 'line-3'])
})

it('leaves the reader where they have gone when an earlier decision comes through', () => {
  const state = review()
  act(() => state.current.decide('return'))
  const { kept } = state.current
  act(() => state.current.goTo(2))
  act(() => state.current.decide('return'))
  act(kept)
  expect([state.current.part?.id, state.current.returning]).toEqual(['line-3', true])
  act(() => state.current.goTo(1))
  act(() => state.current.decide('return'))
  act(() => state.current.kept())
  expect([state.current.part?.id, state.current.returning]).toEqual(['line-3', false])
})

it('forgets the tick of a report that was sent again', () => {
  const row = { id: 'r', version: 4, content_version: 1, unit: { name: 'Phường 1' }, period: { title: 'Quý III' }, submitted_at: null, late: false, marks_ok: 0, marks_return: 0, lines_total: 3, answers_total: 0, reviewing: null, reviewers: [] } as unknown as ReportRow
  const queue = (changed: Partial<ReportRow> = {}) => <ReviewQueue waiting={[{ ...row, ...changed }]} current={undefined} onPoint={() => undefined} />
  const { rerender } = show(queue())
  const box = screen.getByRole('checkbox')
  fireEvent.click(box)
  expect(box).toBeChecked()
  rerender(queue())
  expect(box).toBeChecked()
  rerender(queue({ version: 6, content_version: 2 }))
  expect(box).not.toBeChecked()
})
