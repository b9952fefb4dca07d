import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import type { PeriodRead } from '@/api/types.gen'
import { json } from '@/testing/server'
import { show } from '@/testing/show'
import { PeriodActions } from './PeriodActions'

afterEach(() => {
  vi.unstubAllGlobals()
})

it('tells who closes a period how many have not sent as they stand today, whichever view the board shows', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', ({ url }: Request) => {
    asked.push(new URL(url).search)
    return Promise.resolve(json({ missing: 3, waiting: 1, items: [] }))
  })
  show(<PeriodActions period={{ id: 'p', title: 'Quý III', state: 'open', allowed_actions: ['close'], would_open: null } as unknown as PeriodRead} />)
  expect(asked).toEqual([])
  await userEvent.click(screen.getByRole('button'))
  expect(await screen.findByText(/4/)).toBeVisible()
  expect(asked).toEqual([''])
})
