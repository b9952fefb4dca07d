import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import type { AssignmentRead, PartRead } from '@/api/types.gen'
import { json, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { PartBox } from './PartBox'

const PART: PartRead = {
  ...{ assignment_id: 'a-1', version: 2, allowed_actions: ['answer'], receipt: 'questioned', receipt_by: null, receipt_at: null, receipt_note: 'Chưa rõ ai chủ trì.' },
  ...{ lead_mark: null, lead_note: null, lead_by: null, lead_at: null, lead_unit: null },
}

afterEach(() => {
  vi.unstubAllGlobals()
})

it('keeps the answer that is typed while the unit says something more', async () => {
  let part = PART
  const received = serve(({ method }) => {
    // the answer is the last word
    if (method === 'POST') part = { ...part, version: 4, allowed_actions: [] }
    return json(part)
  })
  const { queries } = show(<PartBox assignment={{ id: 'a-1', mandate: 'assigned' } as AssignmentRead} />)
  await userEvent.type(await screen.findByRole('textbox'), 'Phường chủ trì.')
  part = { ...PART, version: 3, receipt_note: 'Vẫn chưa rõ.' }
  await queries.invalidateQueries()
  expect(await screen.findByText(/Vẫn chưa rõ/)).toBeVisible()
  expect(screen.getByRole('textbox')).toHaveValue('Phường chủ trì.')
  await userEvent.click(screen.getByRole('button'))
  await vi.waitFor(() => expect(screen.queryByRole('textbox')).toBeNull())
  expect(received.find(({ method }) => method === 'POST')?.body).toBe('{"reason":"Phường chủ trì."}')
})
