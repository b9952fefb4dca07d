import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { CircleCheck } from 'lucide-react'
import { acknowledgePlanMutation, getDistributionOptions, listPlansOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { receiptsWords } from '@/i18n/receipts'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import styles from './planning.module.css'

/** For a unit to which the plan was sent: one press says that it came. */
export function ReceiptNote({ plan, quiet = false }: { plan: PlanRead; quiet?: boolean }) {
  const words = useWords(receiptsWords)
  const cache = useQueryClient()
  const sent = useQuery(getDistributionOptions({ path: { plan_id: plan.id } })).data
  const saying = useMutation({ ...acknowledgePlanMutation(), onSuccess: () => cache.invalidateQueries() })
  if (sent === undefined || sent.number === null) return null
  if (!sent.allowed_actions.includes('acknowledge')) {
    // who comes after several units has a receipt of each
    const own = sent.items.filter((item) => item.own)
    const said = own.find((item) => item.acknowledged_at !== null)
    if (quiet || said?.acknowledged_at == null || own.some((item) => item.acknowledged_at === null)) return null
    return (
      <p className="secondary small">
        <CircleCheck size={14} aria-hidden /> {words.done(said.acknowledged_by ?? '', formatMoment(said.acknowledged_at))}
      </p>
    )
  }
  return (
    <div role="note" className={styles.note} data-colour="purple">
      <span>
        {words.asks(sent.number)} {quiet && <span className="secondary">{plan.title}</span>}
      </span>
      <Button type="primary" size="small" loading={saying.isPending} onClick={() => saying.mutate({ path: { plan_id: plan.id } })}>
        {words.acknowledge}
      </Button>
      {saying.error !== null && <ErrorState error={saying.error} />}
    </div>
  )
}

/** The same on the page of one's work, while it waits: of the plan in force and of what was approved for after it. */
export function WaitingReceipt() {
  const plans = useQuery(listPlansOptions({ query: { state: 'approved', limit: 200 } })).data?.items ?? []
  const current = plans.find((plan) => plan.in_force)
  return plans.filter((plan) => current !== undefined && plan.year >= current.year).map((plan) => <ReceiptNote key={plan.id} plan={plan} quiet />)
}
