import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { approvePlan, createAmendment, discardPlan, restorePlan, returnPlan, submitPlan } from '@/api/sdk.gen'
import type { PlanRead } from '@/api/types.gen'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { EditPlanDialog } from './PlanDialog'
import { ReasonDialog } from './ReasonDialog'
import type { PlanSearch } from './search'
import type { Writing } from './writing'

const STEPS = ['submit', 'approve', 'return', 'amend', 'restore', 'discard'] as const
type Step = (typeof STEPS)[number]

interface ActionProps {
  plan: PlanRead
  writing: Writing
  onSearch: (search: PlanSearch) => void
}

/** What may be done with the plan now; each step says what it does before it is taken. */
export function PlanActions({ plan, writing, onSearch }: ActionProps) {
  const words = useWords(planningWords)
  const cache = useQueryClient()
  const [open, setOpen] = useState<Step | 'edit' | null>(null)
  const path = { plan_id: plan.id }
  const headers = ifMatch(plan.version)
  const acting = useMutation({
    mutationFn: async ({ step, reason }: { step: Step; reason: string }) => {
      if (step === 'submit') await submitPlan({ path, headers })
      else if (step === 'approve') await approvePlan({ path, headers })
      else if (step === 'return') await returnPlan({ path, headers, body: { reason } })
      else if (step === 'discard') await discardPlan({ path, headers })
      else if (step === 'restore') await restorePlan({ path, headers })
      else await createAmendment({ path, body: { reason } })
    },
    onSuccess: (_done, { step }) => {
      setOpen(null)
      void cache.invalidateQueries()
      if (step === 'discard') onSearch({})
      if (step === 'amend') onSearch({ plan: plan.id, view: 'amendment' })
    },
  })
  const says = {
    submit: { title: words.submit, says: words.submitSays, label: undefined },
    approve: { title: words.approveTitle, says: words.approveSays(formatNumber(plan.tasks), formatNumber(plan.assignments)), label: undefined },
    return: { title: words.return, says: undefined, label: words.reason },
    amend: { title: words.amendTitle, says: words.amendSays, label: words.amendWhy },
    discard: { title: words.discardTitle(plan.year), says: words.discardSays(formatNumber(plan.tasks), formatNumber(plan.assignments)), label: undefined },
    restore: { title: words.restore, says: words.restoreSays(plan.year), label: undefined },
  }
  const may = (step: string) => plan.allowed_actions.includes(step)
  const close = () => {
    acting.reset()
    setOpen(null)
  }
  return (
    <>
      {may('edit') && <Button onClick={() => setOpen('edit')}>{words.edit}</Button>}
      {STEPS.map(
        (step) =>
          may(step) && (
            <Button key={step} type={step === 'submit' || step === 'approve' ? 'primary' : 'default'} onClick={() => setOpen(step)}>
              {words[step]}
            </Button>
          ),
      )}
      {open === 'edit' && <EditPlanDialog plan={plan} writing={writing} onClose={close} />}
      {open !== null && open !== 'edit' && (
        <ReasonDialog {...says[open]} action={words[open]} error={acting.error} busy={acting.isPending} onDo={(reason) => acting.mutate({ step: open, reason })} onClose={close} />
      )}
    </>
  )
}
