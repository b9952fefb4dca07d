import { getLocale, type Locale } from '@/i18n/locale'

const TAGS: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB' }
const cache = new Map<string, Intl.NumberFormat>()

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = getLocale()
  const key = `${locale}${JSON.stringify(options)}`
  let found = cache.get(key)
  if (found === undefined) {
    found = new Intl.NumberFormat(TAGS[locale], options)
    cache.set(key, found)
  }
  return found
}

/** 1250 → "1.250" */
export function formatNumber(value: number, decimals = 0): string {
  return formatter({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value)
}

/** 29.82 → "29,82%", 40 → "40%": as many decimals as matter, at most two. The value is already in percent. */
export function formatPercent(value: number): string {
  return `${formatter({ maximumFractionDigits: 2 }).format(value)}%`
}

/** A share of a whole, 0…1 → "71%" */
export function formatShare(share: number): string {
  return `${formatter({ maximumFractionDigits: 0 }).format(share * 100)}%`
}

/** 42.583 → "42,58" */
export function formatScore(value: number): string {
  return formatNumber(value, 2)
}

const UNITS = ['B', 'KB', 'MB', 'GB'] as const

/** 5033165 → "4,8 MB"; whole numbers from 100 on */
export function formatSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)))
  const value = bytes / 1024 ** step
  const decimals = step === 0 || value >= 100 ? 0 : 1
  return `${formatter({ maximumFractionDigits: decimals }).format(value)} ${UNITS[step] ?? 'B'}`
}

/** "40", "40%", "29,82" or "29.82" as a number; null where it is none. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(/\s*%$/, '')
  if (!/^-?\d{1,9}(?:[.,]\d{1,4})?$/.test(plain)) return null
  return Number(plain.replace(',', '.'))
}

/** 1250 → "1.250", 45.5 → "45,5": as many decimals as there are, at most six. */
export function formatAmount(value: number): string {
  return formatter({ maximumFractionDigits: 6 }).format(value)
}
