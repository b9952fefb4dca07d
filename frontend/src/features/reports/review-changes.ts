import type { LineRead } from '@/api/types.gen'
import { formatPercent } from '@/lib/format'
import { sayFigure } from './figures'

/** What a line is compared with: the time it was sent before, or the period before. */
export type Against = 'sending' | 'period'

/** What stood in the line then, with the documents that came and went since. */
export interface Base {
  result: string
  percent: number | null
  figures: Readonly<Record<string, number>>
  difficulties: string
  proposals: string
  added: readonly string[]
  removed: readonly string[]
}

function without(titles: readonly string[], others: readonly string[]): string[] {
  return titles.filter((title) => !others.includes(title))
}

export function baseOf(line: LineRead, against: Against): Base | null {
  if (against === 'sending') return line.before && { ...line.before, added: line.before.documents_added, removed: line.before.documents_removed }
  if (line.previous === null) return null
  const now = line.evidence.map(({ title }) => title)
  return { ...line.previous, added: without(now, line.previous.documents), removed: without(line.previous.documents, now) }
}

export interface Change {
  name: string
  before: string
  now: string
}

/** The percent and the figures that are no longer the same. */
export function changedNumbers(line: LineRead, base: Base, none: string, percentName: string): Change[] {
  const percents = { name: percentName, before: base.percent, now: line.percent, format: formatPercent }
  const names = [...new Set([...Object.keys(line.figures), ...Object.keys(base.figures)])]
  const figures = names.map((key) => {
    const asked = line.task.figures.find((figure) => figure.key === key)
    return { name: asked?.label ?? key, before: base.figures[key] ?? null, now: line.figures[key] ?? null, format: (value: number) => sayFigure(value, { measure: asked?.measure ?? '' }) }
  })
  return [percents, ...figures]
    .filter(({ before, now }) => before !== now)
    .map(({ name, before, now, format }) => ({ name, before: before === null ? none : format(before), now: now === null ? none : format(now) }))
}
