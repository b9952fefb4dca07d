import { expect, it } from 'vitest'
import { monthsOf, placeOf, spanOf } from './year'

it('covers the year from the first window on', () => {
  expect(spanOf(2024, ['2023-12-15', '2024-06-15'])).toEqual({ from: '2023-12-15', to: '2024-12-31' })
  expect(spanOf(2024, [])).toEqual({ from: '2024-01-01', to: '2024-12-31' })
})

it('places a day between two others and keeps it there', () => {
  expect(placeOf('2024-01-06', '2024-01-01', '2024-01-11')).toBe(50)
  expect(placeOf('2023-01-06', '2024-01-01', '2024-01-11')).toBe(0)
})

it('names the months that begin within', () => {
  expect(monthsOf({ from: '2023-12-15', to: '2024-03-01' }).map(({ month }) => month)).toEqual([1, 2, 3])
})
