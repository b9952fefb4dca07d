import { screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { PlanRead, ReceiptRead } from '@/api/types.gen'
import { json, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { ReceiptNote } from './ReceiptNote'

const PLAN = { id: 'p-1', title: 'Kế hoạch 178' } as PlanRead

function receipt(name: string, acknowledged: string | null): ReceiptRead {
  const by = acknowledged === null ? null : 'Trần Văn Tám'
  return { id: name, unit_id: name, name, own: true, outside: false, requested: false, sent_at: '2024-06-14T08:00:00+07:00', acknowledged_at: acknowledged, acknowledged_by: by, reminded_at: null, reminders: 0 }
}

/** The note of a unit that comes after two others, each with a receipt of its own. */
function shown(items: ReceiptRead[], actions: string[]) {
  serve(() => json({ number: 1, sent: [1], expected: 2, acknowledged: 1, items, allowed_actions: actions }))
  show(<ReceiptNote plan={PLAN} />)
}

afterEach(() => {
  vi.unstubAllGlobals()
})

it('asks who comes after several units as long as one of them has not said that the plan came', async () => {
  shown([receipt('Phường 1', '2024-06-17T09:00:00+07:00'), receipt('Phường 2', null)], ['acknowledge'])
  expect(await screen.findByRole('button')).toBeEnabled()
  expect(screen.queryByText(/Trần Văn Tám/)).toBeNull()
})

it('says who acknowledged it when nothing is left to say', async () => {
  shown([receipt('Phường 1', '2024-06-17T09:00:00+07:00'), receipt('Phường 2', '2024-06-18T09:00:00+07:00')], [])
  expect(await screen.findByText(/Trần Văn Tám/)).toBeVisible()
  expect(screen.queryByRole('button')).toBeNull()
})
