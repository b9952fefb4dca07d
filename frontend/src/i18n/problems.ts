import { problems as en } from './en/problems'
import { problems as vi } from './vi/problems'
import { sayIn, words } from './words'

const problemWords = words(vi, en)

/** The sentence for a stable error code. */
export function wordsOfCode(code: string): string {
  const known: Record<string, string | undefined> = sayIn(problemWords)
  return known[code] ?? sayIn(problemWords).unknown
}

export function isKnownCode(code: string): boolean {
  return code in vi
}
