import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { ReportRead } from '@/api/types.gen'
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
