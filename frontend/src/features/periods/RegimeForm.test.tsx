import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { RegimeRead } from '@/api/types.gen'
import { json, problem, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { RegimeForm } from './RegimeForm'

const due = { working_days_before: 4 }
const REGIME: RegimeRead = {
  version: 3,
  basis: '12/QĐ-UBND',
  source: 'written',
  changed_by: 'Lê Thị Hoa',
  changed_at: '2024-09-01T08:00:00+07:00',
  allowed_actions: ['edit'],
  rows: [
    {
      kind: 'quarter_1', code: '{year}Q1', title: 'Quý I/{year}', cumulative: false, at: '17:00',
      data_from: { day: 15, month: 12, year: -1 }, data_to: { day: 14, month: 3, year: 0 }, ministry: { day: 20, month: 3, year: 0 },
      deadlines: { ward: due, department: due, city: due },
    },
  ],
}

afterEach(() => vi.unstubAllGlobals())

/** `previews`: what the server says to each look, the last of them to all that follow. */
function answer(previews: (() => Response)[] = [() => json({ created: 0, items: [], unlisted: [] })]) {
  let asked = 0
  return serve(({ method, path }) => {
    if (path.endsWith('/plans')) return json({ items: [{ id: 'plan', year: 2024, in_force: true }], next_cursor: null, total: null })
    if (method === 'POST') return (previews[Math.min(asked++, previews.length - 1)] as () => Response)()
    return problem(412, 'stale_version')
  })
}

const look = async () => fireEvent.click(await screen.findByRole('button', { name: 'Xem các kỳ của năm 2024' }))
const save = async () => {
  const button = screen.getByRole('button', { name: 'Lưu chế độ báo cáo' })
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'))
  fireEvent.click(button)
}

it('does not write over a regime that a colleague has written while this one was being written', async () => {
  const received = answer()
  const { rerender } = show(<RegimeForm regime={REGIME} onClose={() => undefined} />)
  await look()
  rerender(<RegimeForm regime={{ ...REGIME, version: 4, basis: '15/QĐ-UBND' }} onClose={() => undefined} />)
  await save()
  await waitFor(() => expect(received.filter(({ method }) => method === 'PUT').map(({ headers }) => headers.get('If-Match'))).toEqual(['"v3"']))
})

it('looks again where the first look failed', async () => {
  answer([() => problem(503, 'unavailable', 'Máy chủ đang bận.'), () => json({ created: 0, items: [], unlisted: [] })])
  show(<RegimeForm regime={REGIME} onClose={() => undefined} />)
  await look()
  expect(await screen.findByText('Máy chủ đang bận.')).toBeVisible()
  await look()
  await save()
})

it('asks before what was written of a regime is thrown away', () => {
  answer()
  const closed = vi.fn()
  show(<RegimeForm regime={REGIME} onClose={closed} />)
  fireEvent.change(screen.getByDisplayValue('12/QĐ-UBND'), { target: { value: '15/QĐ-UBND' } })
  fireEvent.click(screen.getByRole('button', { name: 'Thôi' }))
  expect(closed).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Bỏ nội dung đã viết' }))
  expect(closed).toHaveBeenCalledWith(false)
})
