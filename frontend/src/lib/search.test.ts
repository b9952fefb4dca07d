import { expect, it } from 'vitest'
import { fold, matches } from './search'

it('finds Vietnamese typed without its marks', () => {
  expect(matches('Tuyên truyền tới người dân về chỉ số PAPI', 'tuyen truyen nguoi dan')).toBe(true)
  expect(matches('Đôn đốc các đơn vị', 'don doc')).toBe(true)
  expect(matches('Niêm yết công khai', 'NIÊM YẾT')).toBe(true)
  expect(matches('Niêm yết công khai', 'hộ nghèo')).toBe(false)
})

it('takes composed and decomposed letters for the same', () => {
  expect(matches('Biên bản họp'.normalize('NFD'), 'Biên bản họp'.normalize('NFC'))).toBe(true)
  expect(fold('ĐƯỜNG Ẩm'.normalize('NFD'))).toBe('duong am')
})

it('looks for beginnings of words, in any order, and not for their middles', () => {
  expect(matches('Biên bản KP4 Phường 1', 'phuong bien')).toBe(true)
  expect(matches('Biên bản', 'ien')).toBe(false)
  expect(matches('2.1.1 Công khai danh sách hộ nghèo', '2.1')).toBe(true)
})

it('lets everything through while nothing is asked', () => {
  expect(matches('Kế hoạch 58/KH-UBND', '  ')).toBe(true)
})
