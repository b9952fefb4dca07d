import type { HeadingRead, HeadingWrite } from '@/api/types.gen'

export type Drafted = Required<HeadingWrite>

const ROMAN: readonly [number, string][] = [[10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']]

function roman(place: number): string {
  let left = place
  let said = ''
  for (const [worth, letters] of ROMAN) {
    while (left >= worth) {
      said += letters
      left -= worth
    }
  }
  return said
}

/** Numbers as the report prints them: I, 1, a) by level and place. */
export function numbered(headings: readonly Drafted[]): HeadingRead[] {
  const counts = [0, 0, 0]
  return headings.map((heading) => {
    const at = heading.level - 1
    counts[at] = (counts[at] ?? 0) + 1
    counts.fill(0, heading.level)
    const place = counts[at] ?? 1
    const number = heading.level === 1 ? roman(place) : heading.level === 2 ? String(place) : `${String.fromCodePoint(96 + place)})`
    return { ...heading, number }
  })
}

export function moved<T>(items: readonly T[], from: number, by: -1 | 1): T[] {
  const next = [...items]
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(from + by, 0, one)
  return next
}
