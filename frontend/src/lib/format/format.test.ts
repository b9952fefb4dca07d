import { expect, it } from 'vitest'
import { setLocale } from '@/i18n/locale'
import {
  compareCode,
  compareText,
  countCharacters,
  dayOf,
  formatDay,
  formatMoment,
  formatNumber,
  formatPercent,
  formatRemaining,
  formatScore,
  formatShare,
  formatShortDay,
  formatSize,
  formatTime,
  hasVietnameseLetters,
  parseDay,
  parseNumber,
} from '.'

it('writes numbers as Vietnamese offices do', () => {
  expect(formatNumber(1250)).toBe('1.250')
  expect(formatPercent(29.82)).toBe('29,82%')
  expect(formatPercent(40)).toBe('40%')
  expect(formatShare(0.714)).toBe('71%')
  expect(formatScore(42.583)).toBe('42,58')
  expect(formatScore(5.3)).toBe('5,30')
})

it('writes sizes of files in words of one line', () => {
  expect(formatSize(0)).toBe('0 B')
  expect(formatSize(1536)).toBe('1,5 KB')
  expect(formatSize(5_033_165)).toBe('4,8 MB')
  expect(formatSize(63 * 1024 * 1024)).toBe('63 MB')
  expect(formatSize(250 * 1024 * 1024)).toBe('250 MB')
})

it('writes numbers the English way when English is on screen', () => {
  expect(formatNumber(1250)).toBe('1.250')
  setLocale('en')
  expect(formatNumber(1250)).toBe('1,250')
  expect(formatPercent(29.82)).toBe('29.82%')
})

it('pads days, and of months only January and February (Nghị định 30)', () => {
  expect(formatDay('2024-09-09')).toBe('09/9/2024')
  expect(formatDay('2024-02-05')).toBe('05/02/2024')
  expect(formatDay('2024-12-31')).toBe('31/12/2024')
  expect(formatShortDay('2024-09-12')).toBe('12/9')
})

it('tells moments in the time of Vietnam, wherever the computer stands', () => {
  expect(formatTime('2024-09-09T07:40:00Z')).toBe('14:40')
  expect(formatMoment('2024-09-09T07:40:00Z')).toBe('14:40 ngày 09/9/2024')
  expect(formatDay('2024-09-09T18:30:00Z')).toBe('10/9/2024')
  expect(dayOf(new Date('2023-12-31T17:00:00Z'))).toBe('2024-01-01')
  expect(formatTime('2024-09-09T17:05:00Z')).toBe('00:05')
})

it('writes days and moments in English', () => {
  setLocale('en')
  expect(formatDay('2024-09-09')).toBe('9 Sep 2024')
  expect(formatMoment('2024-09-09T07:40:00Z')).toBe('14:40 on 9 Sep 2024')
})

it('never shows an ISO date or NaN for what is no day', () => {
  expect(formatDay('')).toBe('–')
  expect(formatShortDay('khi nào')).toBe('–')
})

it('counts days to a deadline', () => {
  expect(formatRemaining('2024-09-12', '2024-09-09')).toBe('còn 3 ngày')
  expect(formatRemaining('2024-09-09', '2024-09-09')).toBe('hôm nay')
  expect(formatRemaining('2024-07-31', '2024-09-09')).toBe('quá 40 ngày')
  setLocale('en')
  expect(formatRemaining('2024-09-10', '2024-09-09')).toBe('1 day left')
})

it.each(['9/9/24', '09/9/2024', '9-9-2024', '9.9.2024', ' 09 09 2024 ', '2024-09-09'])('reads the day a clerk types: %s', (typed) => {
  expect(parseDay(typed)).toBe('2024-09-09')
})

it.each(['31/2/2024', '29/02/2023', '0/9/2024', '9/13/2024', '9/9', '9/9/202', 'mai', '9/9/1800', '2024-13-01'])('refuses what is no day: %s', (typed) => {
  expect(parseDay(typed)).toBeNull()
})

it('reads numbers with a comma or a point', () => {
  expect(parseNumber('29,82')).toBe(29.82)
  expect(parseNumber('29.82')).toBe(29.82)
  expect(parseNumber(' 40 %')).toBe(40)
  expect(parseNumber('bốn mươi')).toBeNull()
  expect(parseNumber('')).toBeNull()
})

it('sorts units and codes as people do', () => {
  expect(['Phường 11', 'Phường 2', 'Phường 1'].sort(compareText)).toEqual(['Phường 1', 'Phường 2', 'Phường 11'])
  expect(['Đông', 'Ea', 'Dũng'].sort(compareText)).toEqual(['Dũng', 'Đông', 'Ea'])
  expect(['2.1.10', '2.1.9', '2', '10', '2.1'].sort(compareCode)).toEqual(['2', '2.1', '2.1.9', '2.1.10', '10'])
})

it('counts characters as a person does, however they were typed', () => {
  expect(countCharacters('Tiếng Việt'.normalize('NFD'))).toBe(10)
  expect(countCharacters('📷')).toBe(1)
})

it('sees the letters that a typing method has slipped into a password', () => {
  expect(hasVietnameseLetters('matkhâu')).toBe(true)
  expect(hasVietnameseLetters('đa')).toBe(true)
  expect(hasVietnameseLetters('matkhau^1')).toBe(false)
})
