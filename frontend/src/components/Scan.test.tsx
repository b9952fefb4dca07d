import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { setLocale, type Locale } from '@/i18n/locale'
import { ScanMark, ScanNotice } from './Scan'

const CLOSED = [
  { state: 'pending', finding: null, says: 'đang được quét mã độc' },
  { state: 'infected', finding: 'Win.Test.EICAR_HDB-1', says: 'Win.Test.EICAR_HDB-1' },
  { state: 'failed', finding: 'too_large', says: 'quá lớn để quét' },
  { state: 'failed', finding: 'encrypted', says: 'khóa bằng mật khẩu' },
  { state: 'failed', finding: 'scanner_failed', says: 'nhiều lần báo lỗi' },
  { state: 'failed', finding: null, says: 'không quét được mã độc' },
] as const

it.each(CLOSED)('says why nobody opens a file that is $state ($finding), in both languages', ({ state, finding, says }) => {
  render(<ScanNotice state={state} finding={finding} mends={false} />)
  const vietnamese = screen.getByRole('status').textContent
  expect(vietnamese).toContain(says)
  expect(vietnamese).not.toMatch(/too_large|encrypted|scanner_failed|Cần làm/)
  setLocale('en' satisfies Locale)
  render(<ScanNotice state={state} finding={finding} mends={false} />)
  expect(screen.getAllByRole('status').at(-1)?.textContent).toMatch(/nobody can/)
  setLocale('vi')
})

it('tells whoever may mend it what to do, and nobody to wait for anything', () => {
  render(<ScanNotice state="infected" finding="X" mends />)
  expect(screen.getByText(/^Cần làm: .*tải lên phiên bản sạch/)).toBeTruthy()
  render(<ScanNotice state="pending" mends />)
  expect(screen.getAllByText(/^Cần làm/)).toHaveLength(1)
})

it('marks every state but the clean one', () => {
  const { container } = render(<ScanMark state="clean" />)
  expect(container.textContent).toBe('')
  render(<ScanMark state="not_scanned" />)
  expect(screen.getByText('Chưa quét mã độc')).toBeTruthy()
})
