import { expect, it } from 'vitest'
import { addedWords } from './words-diff'

it('marks the words that are new and leaves the others', () => {
  expect(addedWords('Tổ chức 02 buổi', 'Tổ chức 04 buổi tuyên truyền').filter((piece) => piece.added).map((piece) => piece.text.trim())).toEqual(['04', 'tuyên truyền'])
})

it('keeps every character of the new text', () => {
  const after = 'Ban hành  Kế hoạch\nsố 58/KH-UBND'
  expect(addedWords('Kế hoạch cũ', after).map((piece) => piece.text).join('')).toBe(after)
})
