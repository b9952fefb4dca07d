import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { getReportOptions, listLinesOptions, listReportsOptions } from '@/api/@tanstack/react-query.gen'
import { EmptyState } from '@/components/EmptyState'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { deskWords } from '@/i18n/desk'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { useShortcuts } from '@/lib/keys'
import { useMe } from '@/lib/session/access'
import { inReviewOrder, nextAfter } from './review-queue'
import { CorrectionsWaiting } from './CorrectionsWaiting'
import { ReviewDesk } from './ReviewDesk'
import { ReviewQueue } from './ReviewQueue'
import styles from './review.module.css'

export interface ReviewSearch {
  report?: string
  line?: string
}

interface ReviewPageProps {
  search: ReviewSearch
  onOpen: (id: string, replace: boolean) => void
  onLeave: () => void
}

/** How soon a colleague's claim is seen in the queue. */
const QUEUE_EVERY_MS = 20_000

/** The queue, late ones first, and the report on the desk. */
export function ReviewPage({ search, onOpen, onLeave }: ReviewPageProps) {
  const { report: reportId, line } = search
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const desk = useWords(deskWords)
  const me = useMe()
  /** Whoever left the desk for the queue is not led back to the first report. */
  const left = useRef(false)
  const queue = useQuery({ ...listReportsOptions({ query: { reviewable: true, sort: 'first_submitted_at', limit: 200 } }), refetchInterval: QUEUE_EVERY_MS })
  const waiting = inReviewOrder(queue.data?.items ?? [])
  const nextId = nextAfter(waiting, reportId, me.id)?.id
  const prefetch = (id: string) => {
    void cache.query(getReportOptions({ path: { report_id: id } })).catch(() => undefined)
    void cache.query(listLinesOptions({ path: { report_id: id } })).catch(() => undefined)
  }
  useEffect(() => {
    if (nextId !== undefined) prefetch(nextId)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the next report decides; `prefetch` is made anew at each draw
  }, [nextId])
  useEffect(() => {
    // beside the queue there is room for a report: the first one lies open. A phone shows the queue alone.
    if (!left.current && reportId === undefined && nextId !== undefined && globalThis.matchMedia('(min-width: 960px)').matches) onOpen(nextId, true)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `onOpen` is made anew at each draw
  }, [reportId, nextId])
  const goOn = () => {
    if (nextId !== undefined) onOpen(nextId, false)
  }
  const leave = () => {
    left.current = true
    document.querySelector<HTMLElement>(`a[href="/review?report=${reportId ?? ''}"]`)?.focus()
    onLeave()
  }
  useShortcuts([{ keys: 'KeyN', label: words.nextReport, run: goOn }])
  useShortcuts([{ keys: 'Escape', label: desk.leave, run: leave }], reportId !== undefined)
  return (
    <div className={styles.page}>
      <PageHeader title={words.reviewTitle} />
      <CorrectionsWaiting />
      <QueryState query={queue} heights={[40, 480]}>
        {() =>
          waiting.length === 0 && reportId === undefined ? (
            <EmptyState>{words.queueEmpty}</EmptyState>
          ) : (
            <div className={styles.panes} data-open={reportId !== undefined}>
              <ReviewQueue waiting={waiting} current={reportId} onPoint={prefetch} />
              {reportId === undefined ? <p className={styles.none}>{words.chooseReport}</p> : <ReviewDesk key={`${reportId}${line ?? ''}`} reportId={reportId} lineId={line} onNext={goOn} />}
            </div>
          )
        }
      </QueryState>
    </div>
  )
}
