import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getReportOptions, listLinesOptions, listReportsOptions } from '@/api/@tanstack/react-query.gen'
import type { ReportRow } from '@/api/types.gen'
import { useEffect } from 'react'
import { AppLink } from '@/components/AppLink'
import { EmptyState } from '@/components/EmptyState'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { Mark } from '@/components/Status'
import { ClockAlert, Eye } from 'lucide-react'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { ReviewDesk } from './ReviewDesk'
import styles from './review.module.css'

/** The queue, late ones first, and the report on the desk. */
export function ReviewPage({ reportId, onOpen }: { reportId: string | undefined; onOpen: (id: string | undefined) => void }) {
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const queue = useQuery(listReportsOptions({ query: { reviewable: true, sort: 'first_submitted_at', limit: 100 } }))
  const waiting = [...(queue.data?.items ?? [])].sort((a, b) => Number(b.late) - Number(a.late))
  const next = waiting.find(({ id }) => id !== reportId)
  const prefetch = (id: string) => {
    void cache.query(getReportOptions({ path: { report_id: id } })).catch(() => undefined)
    void cache.query(listLinesOptions({ path: { report_id: id } })).catch(() => undefined)
  }
  const nextId = next?.id
  useEffect(() => {
    if (nextId !== undefined) prefetch(nextId)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the next report decides; `prefetch` is made anew at each draw
  }, [nextId])
  return (
    <>
      <PageHeader title={words.reviewTitle} facts={<span>{words.queueCount(waiting.length)}</span>} />
      <QueryState query={queue} heights={[40, 480]}>
        {() =>
          waiting.length === 0 && reportId === undefined ? (
            <EmptyState>{words.queueEmpty}</EmptyState>
          ) : (
            <div className={styles.queue}>
              <nav className={styles.queueList} aria-label={words.queue}>
                {waiting.map((row) => (
                  <QueueItem key={row.id} row={row} current={row.id === reportId} onPoint={() => prefetch(row.id)} />
                ))}
                {waiting.length === 0 && <p style={{ padding: 12 }}>{words.queueEmpty}</p>}
              </nav>
              {reportId === undefined ? <p style={{ padding: 16 }}>{words.chooseReport}</p> : <ReviewDesk key={reportId} reportId={reportId} onNext={() => onOpen(next?.id)} />}
            </div>
          )
        }
      </QueryState>
    </>
  )
}

function QueueItem({ row, current, onPoint }: { row: ReportRow; current: boolean; onPoint: () => void }) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  const seen = row.marks_ok + row.marks_return
  return (
    <AppLink href={`/review?report=${row.id}`} className={styles.item} style={{ gridTemplateColumns: '1fr', color: 'inherit', textDecoration: 'none' }} aria-current={current ? 'true' : undefined} onPointerEnter={onPoint}>
      <strong>{row.unit.name}</strong>
      <span className="secondary small">{row.period.title}</span>
      <span className="row small">
        {row.late && <Mark icon={ClockAlert} colour="amber" fill>{terms.board.late}</Mark>}
        {seen > 0 && <span>{words.seen(seen, row.lines_total)}</span>}
        {row.reviewing !== null && <Mark icon={Eye} colour="grey">{words.reviewingBy(row.reviewing.name)}</Mark>}
      </span>
    </AppLink>
  )
}
