import { expect, it } from 'vitest'
import { changed } from './changed'

it('keeps what differs alone, lists by their items', () => {
  const before = { name: 'Kho', units: ['1', '2'], ends: null as string | null }

  expect(changed(before, { ...before, units: ['1', '2'] })).toEqual({})
  expect(changed(before, { name: 'Kho', units: ['2'], ends: '2025-01-01' })).toEqual({ units: ['2'], ends: '2025-01-01' })
  expect(changed({ ...before, ends: '2025-01-01' }, before)).toEqual({ ends: null })
})
