import { fold } from './search'

export interface Part {
  text: string
  hit: boolean
  /** How many hits stand before this part. */
  before: number
}

const known = new Map<string, string>()

function foldSign(sign: string): string {
  const found = known.get(sign)
  if (found !== undefined) return found
  const folded = fold(sign)
  const kept = /^[\p{L}\p{N}]/u.test(folded) ? folded.charAt(0) : ' '
  known.set(sign, kept)
  return kept
}

/** Each sign folded by itself: what stands at a place of the text stands at the same place here. */
export function foldAligned(text: string): string {
  let folded = ''
  for (let at = 0; at < text.length; at += 1) folded += foldSign(text.charAt(at))
  return folded
}

function wordsOf(query: string): string[] {
  return foldAligned(query.normalize('NFC')).split(' ').filter((word) => word !== '')
}

/** Where words of the text begin with a word of the query, as places in it. */
export function placesOfWords(folded: string, query: string): [number, number][] {
  const words = wordsOf(query).sort((one, other) => other.length - one.length)
  return words.length === 0 ? [] : places(folded, words.join('|'))
}

/** Where the query stands as it is, from the beginning of a word, whatever parts its words. */
export function placesOfPhrase(folded: string, query: string): [number, number][] {
  const words = wordsOf(query)
  return words.length === 0 ? [] : places(folded, words.join(' +'))
}

// words are letters and digits alone, so none of them means anything in a pattern
function places(folded: string, pattern: string): [number, number][] {
  return [...folded.matchAll(new RegExp(`(?<=^| )(?:${pattern})`, 'g'))].map((hit) => [hit.index, hit.index + hit[0].length])
}

/** The text cut at its hits. */
export function cutAt(text: string, hits: readonly [number, number][]): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const [before, [start, end]] of hits.entries()) {
    if (start > from) parts.push({ text: text.slice(from, start), hit: false, before })
    parts.push({ text: text.slice(start, end), hit: true, before })
    from = end
  }
  if (from < text.length) parts.push({ text: text.slice(from), hit: false, before: hits.length })
  return parts
}
