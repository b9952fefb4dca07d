import { expect, test } from 'vitest'
import { withSentence } from './with-sentence'

test('a sentence is added after what is written, on a line of its own', () => {
  expect(withSentence('', 'Ngày 09/8/2024, đối thoại.')).toBe('Ngày 09/8/2024, đối thoại.')
  expect(withSentence('Đã niêm yết.\n\n', 'Ngày 09/8/2024, đối thoại.')).toBe('Đã niêm yết.\nNgày 09/8/2024, đối thoại.')
})
