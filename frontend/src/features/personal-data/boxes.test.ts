import { expect, it } from 'vitest'
import { boxBetween, nudged } from './boxes'

const BOX = { page: 1, x: 0.5, y: 0.5, width: 0.2, height: 0.1 }

it('makes the same box whichever corner the pointer began at, and none of a mere press', () => {
  const box = boxBetween(2, { x: 0.6, y: 0.4 }, { x: 0.2, y: 1.4 })
  expect([box?.page, box?.x, box?.y]).toEqual([2, 0.2, 0.4])
  expect(box?.width).toBeCloseTo(0.4)
  expect(box?.height).toBeCloseTo(0.6)
  expect(boxBetween(1, { x: 0.5, y: 0.5 }, { x: 0.501, y: 0.5 })).toBeNull()
})

it('moves by arrows, resizes by Shift and arrows, and stays on the page', () => {
  expect(nudged(BOX, 'ArrowLeft', false)?.x).toBeCloseTo(0.49)
  expect(nudged(BOX, 'ArrowDown', true)?.height).toBeCloseTo(0.11)
  expect(nudged({ ...BOX, x: 0.8 }, 'ArrowRight', false)?.x).toBeCloseTo(0.8)
  expect(nudged({ ...BOX, width: 0.5 }, 'ArrowRight', true)?.width).toBeCloseTo(0.5)
  expect(nudged(BOX, 'Enter', false)).toBeNull()
})
