import { screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { UnitPlanBoard, UnitPlanBoardRow } from '@/api/types.gen'
import { setLocale } from '@/i18n/locale'
import { sessionState } from '@/lib/session/state'
import { officer } from '@/testing/people'
import { json, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { UnitPlansPage } from './UnitPlansPage'

function row(name: string, standing: string): UnitPlanBoardRow {
  const sent = standing === 'waiting' ? null : '2024-09-10T09:00:00+07:00'
  const unit = { id: name, code: name, name, kind: 'ward' as const }
  return {
    unit,
    unit_before: null,
    unit_plan_id: null,
    standing,
    state: sent === null ? null : 'submitted',
    due_on: null,
    days_late: 0,
    first_submitted_at: sent,
    submitted_at: sent,
    accepted_at: null,
    measures: 1,
    followed: 0,
    exception: null,
    allowed_actions: [],
  }
}

const ROWS = [row('Phường 1', 'released'), row('Phường 2', 'waiting'), row('Phường 3', 'unasked'), row('UBMTTQ', 'asked')]

/** The page over a board on which these acts are open to who reads it. */
function shown(actions: string[]) {
  const plan = { id: 'p-1', year: 2024, title: 'Kế hoạch 178' }
  const counts = { expected: 1, on_time: 0, late: 0, missing: 0, waiting: 1, asked: 1, released: 1, unasked: 1, accepted: 0 }
  const board: UnitPlanBoard = { plan, due_on: '2024-09-12', as_of: '2024-09-10T10:00:00+07:00', ...counts, allowed_actions: actions, items: ROWS }
  serve(({ path }) => json(path.endsWith('/board') ? board : { items: [], next_cursor: null }))
  show(<UnitPlansPage search={{}} onSearch={vi.fn()} />)
}

beforeEach(() => sessionState.set({ status: 'signed-in', me: officer() }))

afterEach(() => {
  vi.unstubAllGlobals()
  setLocale('vi')
})

it.each([
  { actions: ['consolidate'], papers: 1 },
  { actions: [], papers: 0 },
])('offers all plans together only to whom the server makes a paper of them: $papers', async ({ actions, papers }) => {
  shown(actions)
  expect(await screen.findByRole('table', { name: 'Đơn vị phải gửi' })).toBeVisible()
  expect(screen.queryAllByRole('button', { name: 'Lập văn bản tổng hợp' })).toHaveLength(papers)
})

it.each([
  { locale: 'vi' as const, title: 'Đã gửi, không thuộc diện phải gửi', marks: ['Không còn phải gửi', 'Tự gửi'], asked: 'Cơ quan được đề nghị phối hợp' },
  { locale: 'en' as const, title: 'Sent theirs and need not', marks: ['No longer asked', 'Sent unasked'], asked: 'Bodies asked to cooperate' },
])('says of who has sent and need not that it is so, apart from bodies that are asked ($locale)', async ({ locale, title, marks, asked }) => {
  setLocale(locale)
  shown([])
  const apart = within(await screen.findByRole('table', { name: title }))
  for (const mark of marks) expect(apart.getByText(mark)).toBeVisible()
  expect(apart.getByText('Phường 1')).toBeVisible()
  const bodies = within(screen.getByRole('table', { name: asked }))
  expect(bodies.getByText('UBMTTQ')).toBeVisible()
  expect(bodies.queryByText('Phường 1')).toBeNull()
})
