/** Where a day stands between two others, in percent of the way. */
export function placeOf(day: string, from: string, to: string): number {
  const at = (text: string) => Date.parse(`${text.slice(0, 10)}T00:00:00Z`)
  const whole = at(to) - at(from)
  return whole <= 0 ? 0 : Math.min(100, Math.max(0, ((at(day) - at(from)) / whole) * 100))
}

/** The span that a year's chart covers: from the first window's first day to the end of the year. */
export function spanOf(year: number, firsts: readonly string[]): { from: string; to: string } {
  const from = [...firsts, `${year}-01-01`].sort()[0] ?? `${year}-01-01`
  return { from, to: `${year}-12-31` }
}

/** The months of the span, each with its first day. */
export function monthsOf({ from, to }: { from: string; to: string }): readonly { day: string; month: number }[] {
  const found: { day: string; month: number }[] = []
  for (let [year, month] = from.split('-').map(Number) as [number, number]; ; month === 12 ? ((year += 1), (month = 1)) : (month += 1)) {
    const day = `${year}-${String(month).padStart(2, '0')}-01`
    if (day > to) return found
    if (day >= from) found.push({ day, month })
  }
}
