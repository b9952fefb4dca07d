import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ClockAlert, Eye } from 'lucide-react'
import { useEffect } from 'react'
import { getReportOptions, listLinesOptions, listReportsOptions } from '@/api/@tanstack/react-query.gen'
import type { ReportRow } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { EmptyState } from '@/components/EmptyState'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { Mark } from '@/components/Status'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatShortDay } from '@/lib/format'
import { useShortcuts } from '@/lib/keys'
import { useMe } from '@/lib/session/access'
import { inReviewOrder, nextAfter } from './review-queue'
import { ReviewDesk } from './ReviewDesk'
import styles from './review.module.css'

export interface ReviewSearch {
  report?: string
  line?: string
}

interface ReviewPageProps {
  search: ReviewSearch
  onOpen: (id: string, replace: boolean) => void
}

/** The queue, late ones first, and the report on the desk. */
export function ReviewPage({ search, onOpen }: ReviewPageProps) {
  const { report: reportId, line } = search
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const me = useMe()
  const queue = useQuery(listReportsOptions({ query: { reviewable: true, sort: 'first_submitted_at', limit: 200 } }))
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
    if (reportId === undefined && nextId !== undefined && globalThis.matchMedia('(min-width: 960px)').matches) onOpen(nextId, true)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `onOpen` is made anew at each draw
  }, [reportId, nextId])
  const goOn = () => {
    if (nextId !== undefined) onOpen(nextId, false)
  }
  useShortcuts([{ keys: 'KeyN', label: words.nextReport, run: goOn }])
  return (
    <div className={styles.page}>
      <PageHeader title={words.reviewTitle} />
      <QueryState query={queue} heights={[40, 480]}>
        {() =>
          waiting.length === 0 && reportId === undefined ? (
            <EmptyState>{words.queueEmpty}</EmptyState>
          ) : (
            <div className={styles.panes} data-open={reportId !== undefined}>
              <div className={styles.queue}>
                <h2 className={styles.queueHead}>{words.queueCount(waiting.length)}</h2>
                <nav className={styles.queueList} aria-label={words.queue}>
                  {waiting.map((row) => (
                    <QueueItem key={row.id} row={row} mine={row.reviewing?.person_id === me.id} current={row.id === reportId} onPoint={() => prefetch(row.id)} />
                  ))}
                  {waiting.length === 0 && <p className={styles.none}>{words.queueEmpty}</p>}
                </nav>
              </div>
              {reportId === undefined ? <p className={styles.none}>{words.chooseReport}</p> : <ReviewDesk key={`${reportId}${line ?? ''}`} reportId={reportId} lineId={line} onNext={goOn} />}
            </div>
          )
        }
      </QueryState>
    </div>
  )
}

function QueueItem({ row, mine, current, onPoint }: { row: ReportRow; mine: boolean; current: boolean; onPoint: () => void }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const terms = useWords(termWords)
  const seen = row.marks_ok + row.marks_return
  return (
    <AppLink href={`/review?report=${row.id}`} className={styles.item} aria-current={current ? 'true' : undefined} onPointerEnter={onPoint}>
      <strong>{row.unit.name}</strong>
      <span className="secondary small">
        {row.period.title}
        {row.submitted_at !== null && ` · ${review.sentOn(formatShortDay(row.submitted_at))}`}
      </span>
      <span className={styles.itemMarks}>
        {row.late && <Mark icon={ClockAlert} colour="amber" fill>{terms.board.late}</Mark>}
        {seen > 0 && <span className="small">{words.seen(seen, row.lines_total)}</span>}
        {row.reviewing !== null && <Mark icon={Eye} colour={mine ? 'blue' : 'grey'}>{mine ? review.mine : words.reviewingBy(row.reviewing.name)}</Mark>}
      </span>
    </AppLink>
  )
}
