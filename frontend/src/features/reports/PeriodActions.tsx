import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { closePeriodMutation, getCompletenessOptions, openPeriodMutation } from '@/api/@tanstack/react-query.gen'
import type { PeriodRead, WouldOpen } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { askingWords } from '@/i18n/asking'
import { periodsWords } from '@/i18n/periods'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { EditAdHoc } from './AdHocDialog'

/** Opening and closing, each with what it will do. */
export function PeriodActions({ period }: { period: PeriodRead }) {
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState<'open' | 'close' | null>(null)
  const done = () => {
    setAsking(null)
    void cache.invalidateQueries()
  }
  const open = useMutation({ ...openPeriodMutation(), onSuccess: done })
  const close = useMutation({ ...closePeriodMutation(), onSuccess: done })
  const path = { period_id: period.id }
  const would = period.would_open
  return (
    <>
      {period.kind === 'ad_hoc' && period.state === 'planned' && period.allowed_actions.includes('edit') && <EditAdHoc period={period} />}
      {period.allowed_actions.includes('open') && (
        <Button type="primary" onClick={() => setAsking('open')}>
          {words.open}
        </Button>
      )}
      {period.allowed_actions.includes('close') && (
        <Button onClick={() => setAsking('close')}>
          {words.close}
        </Button>
      )}
      {asking === 'open' && (
        <Dialog
          title={`${words.open}: ${period.title}`}
          onClose={() => setAsking(null)}
          actions={
            <Button type="primary" aria-disabled={open.isPending} onClick={() => open.mutate({ path })}>
              {words.open}
            </Button>
          }
        >
          {would !== null && <Forewarned would={would} />}
          {open.error !== null && <ErrorState error={open.error} />}
        </Dialog>
      )}
      {asking === 'close' && (
        <Dialog
          title={`${words.close}: ${period.title}`}
          onClose={() => setAsking(null)}
          actions={
            <Button danger aria-disabled={close.isPending} onClick={() => close.mutate({ path })}>
              {words.close}
            </Button>
          }
        >
          <StillMissing periodId={period.id} />
          <p>{words.closeQuestion}</p>
          {close.error !== null && <ErrorState error={close.error} />}
        </Dialog>
      )}
    </>
  )
}

/** What opening will make, and what had better be settled before. */
function Forewarned({ would }: { would: WouldOpen }) {
  const words = useWords(askingWords)
  const review = useWords(reviewWords)
  const years = useWords(periodsWords)
  const { deadlines_within_window: early, earlier_open: unfinished, filled_lines: filled } = would
  return (
    <>
      <p>{review.openQuestion(would.reports, would.requested)}</p>
      <p>{words.opens([words.openLines(would.lines), ...(would.questions > 0 ? [words.openQuestions(would.questions)] : [])].join(', '))}</p>
      {filled > 0 && <p>{words.filledLines(filled)}</p>}
      {early.length > 0 && <p className="field__warning">{words.dueWithin(early.map((level) => years.due[level]).join('; '))}</p>}
      {unfinished.length > 0 && (
        <div className="field__warning">
          <span>
            {words.earlierOpen}{' '}
            {unfinished.map(({ id, title }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <AppLink href={`/periods?period=${id}`}>{title}</AppLink>
              </span>
            ))}
          </span>
        </div>
      )}
    </>
  )
}

/** Who has not sent yet, as closing meets them today: whatever the board shows, a report that went over to another unit counts once. */
function StillMissing({ periodId }: { periodId: string }) {
  const review = useWords(reviewWords)
  const board = useQuery(getCompletenessOptions({ path: { period_id: periodId } }))
  return (
    <QueryState query={board} heights={[24]}>
      {({ missing, waiting }) =>
        missing + waiting > 0 && (
          <p>
            <strong>{review.closeMissing(missing + waiting)}</strong>
          </p>
        )
      }
    </QueryState>
  )
}
