import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { updatePeriodMutation } from '@/api/@tanstack/react-query.gen'
import type { PeriodRow, RegimePeriod } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { regimeWords } from '@/i18n/regime'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'

/** A planned period takes title, window and deadlines from the regime: one by one, and only where somebody wants it. */
export function TakeDays({ period, item }: { period: PeriodRow; item: RegimePeriod | undefined }) {
  const words = useWords(regimeWords)
  const cache = useQueryClient()
  const taking = useMutation({ ...updatePeriodMutation(), onSuccess: () => void cache.invalidateQueries() })
  const movable = item?.differs.some((name) => name !== 'cumulative') === true
  if (item === undefined || !movable || period.state !== 'planned' || !period.allowed_actions.includes('edit')) return null
  const { title, data_from, data_to, deadlines } = item
  return (
    <>
      <div>
        <Button
          size="small"
          aria-label={`${words.take}: ${period.title}`}
          loading={taking.isPending}
          onClick={() => taking.mutate({ path: { period_id: period.id }, headers: ifMatch(period.version), body: { title, data_from, data_to, deadlines } })}
        >
          {words.take}
        </Button>
      </div>
      {taking.error !== null && <ErrorState error={taking.error} />}
    </>
  )
}
