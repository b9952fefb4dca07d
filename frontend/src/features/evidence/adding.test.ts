import { expect, it } from 'vitest'
import { sha256Of } from '@/lib/hash'

it('knows a file by its content, whatever it is called', async () => {
  const file = (name: string) => Object.assign(new File(['bien ban'], name), { arrayBuffer: () => Promise.resolve(new TextEncoder().encode('bien ban').buffer) })
  const [one, other] = await Promise.all([sha256Of(file('a.pdf')), sha256Of(file('b.pdf'))])
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  expect(other).toBe(one)
})
