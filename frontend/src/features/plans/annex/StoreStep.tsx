import { Button } from 'antd'
import { CircleCheck } from 'lucide-react'
import type { AnnexResult, PlanRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { LinkButton } from '@/components/LinkButton'
import { Mark } from '@/components/Status'
import { annexWords } from '@/i18n/annex'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import { Counts, isNothing, Nothing } from './parts'

interface StoreProps {
  plan: PlanRead
  seen: AnnexResult
  storing: { data: AnnexResult | undefined; error: unknown; isPending: boolean }
  onStore: () => void
  onBack: () => void
}

/** The last look before anything is stored; then what was. */
export function StoreStep({ plan, seen, storing, onStore, onBack }: StoreProps) {
  const words = useWords(annexWords)
  if (storing.data !== undefined) return <Stored plan={plan} result={storing.data} />
  return (
    <div className="stack panel">
      <p>
        {words.willStore} <Counts counts={seen.counts} />.
      </p>
      {plan.state === 'approved' && <p className="secondary">{words.approvedNote}</p>}
      {storing.error !== null && <ErrorState error={storing.error} />}
      <div className="row">
        <Button type="primary" loading={storing.isPending} onClick={onStore}>
          {words.store}
        </Button>
        <Button onClick={onBack}>{words.back}</Button>
      </div>
    </div>
  )
}

function Stored({ plan, result }: { plan: PlanRead; result: AnnexResult }) {
  const words = useWords(annexWords)
  const { counts } = result
  if (isNothing(result)) return <Nothing />
  return (
    <div className="stack panel" role="status">
      <Mark icon={CircleCheck} colour="green">
        {words.stored(formatNumber(counts.tasks_new), formatNumber(counts.assignments_new))}
      </Mark>
      {counts.tasks_changed + counts.targets_changed > 0 && <p>{words.storedChanges(formatNumber(counts.tasks_changed), formatNumber(counts.targets_changed))}</p>}
      <div className="row">
        <LinkButton href={`/plan?plan=${plan.id}&view=tasks`} type="primary">
          {words.toPlan}
        </LinkButton>
      </div>
    </div>
  )
}
