import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { listLinesOptions, setReviewMarkMutation } from '@/api/@tanstack/react-query.gen'
import type { LineRead, LinesRead } from '@/api/types.gen'

export type MarkKind = 'ok' | 'return' | 'later'

/** What takes a mark: a line, or the answer to a question. */
export interface Markable {
  mark: { mark: MarkKind; holds: boolean } | null
  review_state: LineRead['review_state']
  allowed_actions: readonly string[]
}

/** The reviewer's own mark that still holds; one on an earlier text has fallen off. */
export function ownMark(line: Markable): MarkKind | null {
  return line.mark !== null && line.mark.holds ? line.mark.mark : null
}

/** Found in order the last time, and not changed since. */
export function isKept(line: Markable): boolean {
  return ownMark(line) === null && line.review_state === 'ok' && line.allowed_actions.includes('mark')
}

/** How the line stands for this reviewer. */
export function markOf(line: Markable): MarkKind | null {
  return isKept(line) ? 'ok' : ownMark(line)
}

/** Looked at before, but the unit has changed the line since. */
export function hasFallen(line: Markable): boolean {
  return line.mark !== null && !line.mark.holds && line.review_state !== 'ok'
}

export interface Tally {
  ok: number
  returns: number
  /** Neither accepted nor to be returned: what "seen" does not count yet. */
  left: number
}

export function tallyOf(lines: readonly Markable[]): Tally {
  const ok = lines.filter((line) => markOf(line) === 'ok').length
  const returns = lines.filter((line) => markOf(line) === 'return').length
  return { ok, returns, left: lines.length - ok - returns }
}

/** The first line that needs a look: the one asked for, else one not seen, else the first. */
export function firstToSee(lines: readonly LineRead[], asked: string | undefined): number {
  const wanted = lines.findIndex(({ id }) => id === asked)
  if (wanted >= 0) return wanted
  return Math.max(0, lines.findIndex((line) => markOf(line) === null))
}

function putLine(cache: QueryClient, line: LineRead): void {
  const { queryKey } = listLinesOptions({ path: { report_id: line.report_id } })
  cache.setQueryData<LinesRead>(queryKey, (read) => read && { ...read, items: read.items.map((item) => (item.id === line.id ? line : item)) })
}

/** Sets the reviewer's own mark; the answer takes its place among the lines. */
export function useMarking(onDone?: () => void) {
  const cache = useQueryClient()
  return useMutation({
    ...setReviewMarkMutation(),
    onSuccess: (line) => {
      putLine(cache, line)
      onDone?.()
    },
  })
}
