import { expect, it } from 'vitest'
import { readFigure } from './figures'

it.each([
  ['1.250', 'integer', 'vi', 1250],
  ['1250', 'integer', 'vi', 1250],
  ['45,5', 'decimal', 'vi', 45.5],
  ['45.5', 'decimal', 'vi', 45.5],
  ['1.234.567,25', 'decimal', 'vi', 1234567.25],
  ['1,250', 'integer', 'en', 1250],
  ['45.5', 'decimal', 'en', 45.5],
  [' ', 'integer', 'vi', null],
  ['0', 'integer', 'vi', 0],
  ['1,5', 'integer', 'vi', undefined],
  ['-3', 'integer', 'vi', undefined],
  ['12 buổi', 'integer', 'vi', undefined],
] as const)('reads %j as a figure of kind %s in %s', (text, kind, locale, value) => {
  expect(readFigure(text, kind, locale)).toBe(value)
})
