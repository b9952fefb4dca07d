import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listLinesOptions, setReviewMarksMutation } from '@/api/@tanstack/react-query.gen'
import type { LineRead, MarkedLine, MarksResult } from '@/api/types.gen'
import { ifMatch } from '@/lib/http/etags'
import { passing, shownUnder, type ReviewFilter } from './review-filter'
import { firstToSee, markOf, useMarking } from './review-marks'
import type { Decision } from './ReviewLine'

const MARKS = {
  ok: { mark: 'ok' },
  later: { mark: 'later' },
  not_confirmed: { mark: 'ok', not_confirmed: true },
} as const

type Marked = Omit<MarkedLine, 'id' | 'version'>

/** Marks many lines in one request; those that changed meanwhile are read again with the rest. */
function useMarkingMany(reportId: string) {
  const cache = useQueryClient()
  const sending = useMutation({
    ...setReviewMarksMutation(),
    onSettled: () => cache.invalidateQueries({ queryKey: listLinesOptions({ path: { report_id: reportId } }).queryKey }),
  })
  const mark = (lines: readonly LineRead[], marked: Marked, then?: (result: MarksResult) => void) => {
    if (lines.length === 0) return
    const items = lines.map(({ id, version }) => ({ id, version, ...marked }))
    sending.mutate({ path: { report_id: reportId }, body: { items } }, { onSuccess: (result) => then?.(result) })
  }
  return { mark, result: sending.data, error: sending.error, busy: sending.isPending }
}

interface Place {
  id: string | undefined
  returning: boolean
  /** Where a selection began, and the lines in it. */
  anchor: string | undefined
  chosen: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

/** Which line is at hand, which are selected beside it, and what a key or a button does with them. */
export function useReview(reportId: string, lines: readonly LineRead[], lineId: string | undefined) {
  const [filter, setFilter] = useState<ReviewFilter>('all')
  const [{ id, returning, anchor, chosen }, setPlace] = useState<Place>(() => ({ id: lines[firstToSee(lines, lineId)]?.id, returning: false, anchor: undefined, chosen: NONE }))
  const marking = useMarking()
  const many = useMarkingMany(reportId)
  const shown = shownUnder(lines, filter, id)
  const at = shown.findIndex((line) => line.id === id)
  const line = shown[at]
  const selected = shown.filter((item) => chosen.has(item.id))

  const goTo = (index: number) => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, index))]
    if (next !== undefined) setPlace({ id: next.id, returning: false, anchor: undefined, chosen: NONE })
  }
  const stay = () => setPlace({ id, returning: false, anchor, chosen })
  /** From where the selection began to this line; with nothing begun, from the line at hand. */
  const reach = (index: number) => {
    const target = shown[Math.min(shown.length - 1, Math.max(0, index))]
    const begun = anchor ?? id
    const from = shown.findIndex((item) => item.id === begun)
    if (target === undefined || from < 0) return
    const to = shown.indexOf(target)
    const between = shown.slice(Math.min(from, to), Math.max(from, to) + 1)
    setPlace({ id: target.id, returning: false, anchor: begun, chosen: new Set(between.map((item) => item.id)) })
  }
  const toggle = (item: LineRead) => {
    const next = new Set(chosen)
    if (!next.delete(item.id)) next.add(item.id)
    setPlace({ id: item.id, returning: false, anchor: item.id, chosen: next })
  }
  const drop = () => setPlace({ id, returning: false, anchor: undefined, chosen: NONE })
  const choose = (wanted: ReviewFilter) => {
    setFilter(wanted)
    const first = passing(lines, wanted)[0]
    if (first !== undefined) setPlace({ id: first.id, returning: false, anchor: undefined, chosen: NONE })
  }
  const decide = (decision: Decision) => {
    if (line === undefined || !line.allowed_actions.includes('mark')) return
    if (decision === 'return') {
      setPlace({ id, returning: true, anchor, chosen })
      return
    }
    if (selected.length > 0) {
      const fit = decision === 'not_confirmed' ? selected.filter(({ self_done }) => self_done) : selected
      many.mark(fit, MARKS[decision], drop)
      return
    }
    if (decision === 'not_confirmed' && !line.self_done) return
    marking.mutate({ path: { line_id: line.id }, headers: ifMatch(line.version), body: MARKS[decision] })
    goTo(at + 1)
  }
  const takeBack = () => {
    if (line !== undefined) marking.mutate({ path: { line_id: line.id }, headers: ifMatch(line.version), body: { mark: null } })
  }
  /** The lines of the filter that nobody has looked at yet. */
  const open = passing(lines, filter).filter((item) => item.allowed_actions.includes('mark') && item.mark?.mark !== 'return' && markOf(item) !== 'ok')
  return {
    at, line, lines: shown, selected, filter, returning, open, many,
    error: marking.error ?? many.error,
    goTo, stay, reach, toggle, drop, choose, decide, takeBack,
    markOpen: () => many.mark(open, MARKS.ok),
  }
}

export type ReviewState = ReturnType<typeof useReview>
