import { expect, it } from 'vitest'
import { pausesWhileWaiting } from './use-document'

it('asks ever more seldom for what waits, soon again when something new does, and never where nothing waits', () => {
  const pauseFor = pausesWhileWaiting()
  const pauses = Array.from({ length: 20 }, (_, answer) => pauseFor(['a'], answer + 7))

  expect(pauses.slice(0, 5)).toEqual([2000, 2000, 2000, 2000, 3000])
  expect(pauses.at(-1)).toBe(60_000)
  expect(pauseFor(['b', 'a'], 27)).toBe(2000)
  expect(pauseFor([], 28)).toBe(false)
})
