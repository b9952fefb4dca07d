import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listAnswersOptions, listLinesOptions, setReviewMarksMutation } from '@/api/@tanstack/react-query.gen'
import { passing, shownUnder, type ReviewFilter } from './review-filter'
import { firstToSee, isAnswer, markOf, saysDone, useMarking, type PartMark, type ReviewPart } from './review-marks'
import type { Decision } from './ReviewPart'

const MARKS = {
  ok: { mark: 'ok' },
  later: { mark: 'later' },
  not_confirmed: { mark: 'ok', not_confirmed: true },
} as const

/** Marks many lines and answers in one request; those that changed meanwhile are read again with the rest. */
function useMarkingMany(reportId: string) {
  const cache = useQueryClient()
  const path = { report_id: reportId }
  const sending = useMutation({
    ...setReviewMarksMutation(),
    onSettled: () => Promise.all([listLinesOptions, listAnswersOptions].map((options) => cache.invalidateQueries({ queryKey: options({ path }).queryKey }))),
  })
  const mark = (parts: readonly ReviewPart[], marked: PartMark, then?: () => void) => {
    if (parts.length === 0) return
    const given = (some: readonly ReviewPart[]) => some.map(({ id, version }) => ({ id, version, ...marked }))
    const answers = parts.filter(isAnswer)
    const items = given(parts.filter((part) => !isAnswer(part)))
    sending.mutate({ path, body: answers.length === 0 ? { items } : { items, answers: given(answers) } }, { onSuccess: () => then?.() })
  }
  const outcomes = sending.data === undefined ? [] : [...sending.data.items, ...sending.data.answers]
  return { mark, outcomes, error: sending.error, busy: sending.isPending }
}

interface Place {
  id: string | undefined
  returning: boolean
  /** Where a selection began, and what is in it. */
  anchor: string | undefined
  chosen: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

/** Which line or answer is at hand, which are selected beside it, and what a key or a button does with them. */
export function useReview(reportId: string, parts: readonly ReviewPart[], lineId: string | undefined) {
  const [filter, setFilter] = useState<ReviewFilter>('all')
  const [place, setPlace] = useState<Place>(() => ({ id: parts[firstToSee(parts, lineId)]?.id, returning: false, anchor: undefined, chosen: NONE }))
  const { id, returning, anchor, chosen } = place
  const marking = useMarking(reportId)
  const many = useMarkingMany(reportId)
  const shown = shownUnder(parts, filter, id)
  const at = shown.findIndex((item) => item.id === id)
  const part = shown[at]
  const selected = shown.filter((item) => chosen.has(item.id))

  const goTo = (index: number) => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, index))]
    if (next !== undefined) setPlace({ id: next.id, returning: false, anchor: undefined, chosen: NONE })
  }
  const stay = () => setPlace({ id, returning: false, anchor, chosen })
  /** From where the selection began to this part; with nothing begun, from the part at hand. */
  const reach = (index: number) => {
    const target = shown[Math.min(shown.length - 1, Math.max(0, index))]
    const begun = anchor ?? id
    const from = shown.findIndex((item) => item.id === begun)
    if (target === undefined || from < 0) return
    const to = shown.indexOf(target)
    const between = shown.slice(Math.min(from, to), Math.max(from, to) + 1)
    setPlace({ id: target.id, returning: false, anchor: begun, chosen: new Set(between.map((item) => item.id)) })
  }
  const toggle = (item: ReviewPart) => {
    const next = new Set(chosen)
    if (!next.delete(item.id)) next.add(item.id)
    setPlace({ id: item.id, returning: false, anchor: item.id, chosen: next })
  }
  const drop = () => setPlace({ id, returning: false, anchor: undefined, chosen: NONE })
  /** When the server has taken a decision: nothing where the reader has gone elsewhere meanwhile. */
  const settle = (to = id) => setPlace((now) => (now === place ? { id: to, returning: false, anchor: undefined, chosen: NONE } : now))
  const choose = (wanted: ReviewFilter) => {
    setFilter(wanted)
    const first = passing(parts, wanted)[0]
    if (first !== undefined) setPlace({ id: first.id, returning: false, anchor: undefined, chosen: NONE })
  }
  const decide = (decision: Decision) => {
    if (part === undefined || !part.allowed_actions.includes('mark')) return
    if (decision === 'return') {
      setPlace({ id, returning: true, anchor, chosen })
      return
    }
    if (selected.length > 0) {
      const fit = decision === 'not_confirmed' ? selected.filter(saysDone) : selected
      many.mark(fit, MARKS[decision], () => settle())
      return
    }
    if (decision === 'not_confirmed' && !saysDone(part)) return
    marking.mark(part, MARKS[decision])
    goTo(at + 1)
  }
  const takeBack = () => {
    if (part !== undefined) marking.mark(part, { mark: null })
  }
  /** What of the filter nobody has looked at yet; what was put aside or is to go back was decided on by itself. */
  const open = passing(parts, filter).filter((item) => item.allowed_actions.includes('mark') && (item.mark === null || item.mark.mark === 'ok') && markOf(item) !== 'ok')
  return {
    at, part, shown, selected, filter, returning, open, many,
    error: marking.error ?? many.error,
    goTo, stay, reach, toggle, drop, choose, decide, takeBack,
    kept: () => settle(shown[at + 1]?.id),
    dropped: () => settle(),
    markOpen: () => many.mark(open, MARKS.ok),
  }
}

export type ReviewState = ReturnType<typeof useReview>
