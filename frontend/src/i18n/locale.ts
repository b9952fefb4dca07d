import { useSyncExternalStore } from 'react'

export type Locale = 'vi' | 'en'

const KEY = 'papi.locale'
const listeners = new Set<() => void>()
let current: Locale = localStorage.getItem(KEY) === 'en' ? 'en' : 'vi'

export function getLocale(): Locale {
  return current
}

export function setLocale(locale: Locale): void {
  current = locale
  localStorage.setItem(KEY, locale)
  document.documentElement.lang = locale
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, getLocale)
}
