import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { listLinesOptions, setReviewMarkMutation } from '@/api/@tanstack/react-query.gen'
import type { AnswerRead, LineRead, LinesRead, MarkedLine } from '@/api/types.gen'
import { ifMatch } from '@/lib/http/etags'
import { useMarkingAnswer } from './asking/use-answers'

export type MarkKind = 'ok' | 'return' | 'later'

/** A line of a report, or the answer to a question of its period: a reviewer walks through both as through one list. */
export type ReviewPart = LineRead | AnswerRead

export function isAnswer(part: ReviewPart): part is AnswerRead {
  return 'question' in part
}

/** Whether the unit calls the task of the line done; an answer calls nothing done. */
export function saysDone(part: ReviewPart): boolean {
  return !isAnswer(part) && part.self_done
}

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

/** The first part that needs a look: the line asked for, else one not seen, else the first. */
export function firstToSee(lines: readonly ReviewPart[], asked: string | undefined): number {
  const wanted = lines.findIndex(({ id }) => id === asked)
  if (wanted >= 0) return wanted
  return Math.max(0, lines.findIndex((line) => markOf(line) === null))
}

function putLine(cache: QueryClient, line: LineRead): void {
  const { queryKey } = listLinesOptions({ path: { report_id: line.report_id } })
  cache.setQueryData<LinesRead>(queryKey, (read) => read && { ...read, items: read.items.map((item) => (item.id === line.id ? line : item)) })
}

export type PartMark = Omit<MarkedLine, 'id' | 'version'>

/** Sets the reviewer's own mark on a line or an answer, which then takes its place among the others. */
export function useMarking(reportId: string, onDone?: () => void) {
  const line = useMarkingLine(onDone)
  const answer = useMarkingAnswer(reportId, onDone)
  const mark = (part: ReviewPart, body: PartMark) => {
    const headers = ifMatch(part.version)
    if (isAnswer(part)) answer.mutate({ path: { answer_id: part.id }, headers, body })
    else line.mutate({ path: { line_id: part.id }, headers, body })
  }
  return { mark, error: line.error ?? answer.error, busy: line.isPending || answer.isPending }
}

function useMarkingLine(onDone?: () => void) {
  const cache = useQueryClient()
  return useMutation({
    ...setReviewMarkMutation(),
    onSuccess: (line) => {
      putLine(cache, line)
      onDone?.()
    },
  })
}
