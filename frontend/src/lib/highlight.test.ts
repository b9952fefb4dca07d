import { expect, test } from 'vitest'
import { cutAt, foldAligned, placesOfPhrase, placesOfWords } from './highlight'

const TEXT = 'Đèn chiếu sáng\nhẻm 4 bị hỏng; ĐÈN đường thì không.'

function hits(places: [number, number][]): string[] {
  return places.map(([start, end]) => TEXT.slice(start, end))
}

test('folding keeps every sign at its place', () => {
  expect(foldAligned(TEXT)).toHaveLength(TEXT.length)
  expect(foldAligned('Đèn—ộ')).toBe('den o')
})

test('words of the query are found where words begin with them, with or without diacritics', () => {
  expect(hits(placesOfWords(foldAligned(TEXT), 'den hem'))).toEqual(['Đèn', 'hẻm', 'ĐÈN'])
  expect(hits(placesOfWords(foldAligned(TEXT), 'èm'))).toEqual([])
})

test('a phrase is found over the end of a line', () => {
  expect(hits(placesOfPhrase(foldAligned(TEXT), 'sang, hẻm'))).toEqual(['sáng\nhẻm'])
  expect(placesOfPhrase(foldAligned(TEXT), ' .*? ')).toEqual([])
})

test('a text that is cut is the same text', () => {
  const parts = cutAt(TEXT, placesOfWords(foldAligned(TEXT), 'den'))
  expect(parts.map((part) => part.text).join('')).toBe(TEXT)
  expect(parts.filter((part) => part.hit)).toHaveLength(2)
})
