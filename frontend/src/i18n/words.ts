import { getLocale, useLocale, type Locale } from './locale'

/** One feature's words. Vietnamese is the type; English must have the same keys, or `tsc` says which is missing. */
export interface Words<T> {
  readonly vi: T
  readonly en: T
}

export function words<T>(vi: T, en: NoInfer<T>): Words<T> {
  return { vi, en }
}

/** The words in the language on screen; a component that uses them is drawn again when the language changes. */
export function useWords<T>(all: Words<T>): T {
  const locale: Locale = useLocale()
  return all[locale]
}

/** For code outside components. */
export function sayIn<T>(all: Words<T>): T {
  return all[getLocale()]
}
