import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getAmendmentOptions } from '@/api/@tanstack/react-query.gen'
import { approveAmendment, returnAmendment, submitAmendment, withdrawAmendment } from '@/api/sdk.gen'
import type { AmendmentRead, PlanRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { dayOf, formatDay } from '@/lib/format'
import { DifferenceView } from './DifferenceView'
import { ReasonDialog } from './ReasonDialog'
import type { PlanSearch } from './search'
import { changesOf, useWriting } from './writing'
import styles from './planning.module.css'

interface ViewProps {
  plan: PlanRead
  onSearch: (search: PlanSearch) => void
}

/** The proposed next version: why, what it changes and for whom; written by the coordinator, decided by the leader. */
export function AmendmentView({ plan, onSearch }: ViewProps) {
  const words = useWords(planningWords)
  const id = plan.amendment_id
  const query = useQuery({ ...getAmendmentOptions({ path: { amendment_id: id ?? '' } }), enabled: id !== null })
  if (id === null) return <EmptyState>{words.noAmendment}</EmptyState>
  return (
    <QueryState query={query}>
      {(amendment) => <Amendment plan={plan} amendment={amendment} onSearch={onSearch} />}
    </QueryState>
  )
}

function Amendment({ plan, amendment, onSearch }: ViewProps & { amendment: AmendmentRead }) {
  const words = useWords(planningWords)
  const writes = amendment.allowed_actions.includes('edit')
  return (
    <div className="stack">
      <section className={styles.box}>
        <div className="row row--apart">
          <h2>{`${words.tabs.amendment} · ${words.amendmentState[amendment.state]}`}</h2>
          <Steps amendment={amendment} />
        </div>
        <p>{amendment.reason}</p>
        <p className="secondary small">
          {words.amendmentBy(amendment.made_by, formatDay(dayOf(new Date(amendment.made_at))))}. {writes ? words.intoAmendment : words.amendSays}
        </p>
        {amendment.return_reason !== null && <p role="note">{words.returned(amendment.return_reason)}</p>}
      </section>
      {amendment.changes.length === 0 ? (
        <EmptyState actions={writes ? <Button onClick={() => onSearch({ view: 'tasks' })}>{words.toTasks}</Button> : undefined}>{words.amendmentEmpty}</EmptyState>
      ) : (
        <DifferenceView difference={amendment.difference} />
      )}
      {correctionsOf(amendment) > 0 && (
        <section className="stack">
          <h2>{words.takenAlong}</h2>
          <p className="secondary small">{words.takenAlongSays}</p>
          <DifferenceView difference={amendment.corrections} />
        </section>
      )}
      {writes && amendment.changes.length > 0 && <Written plan={plan} amendment={amendment} />}
    </div>
  )
}

function correctionsOf({ corrections: { counts } }: AmendmentRead): number {
  return counts.added + counts.changed + counts.dropped
}

const STEPS = ['submit', 'approve', 'return', 'withdraw'] as const
type Step = (typeof STEPS)[number]

function Steps({ amendment }: { amendment: AmendmentRead }) {
  const words = useWords(planningWords)
  const cache = useQueryClient()
  const [open, setOpen] = useState<Step | null>(null)
  const path = { amendment_id: amendment.id }
  const acting = useMutation({
    mutationFn: async ({ step, reason }: { step: Step; reason: string }) => {
      if (step === 'submit') await submitAmendment({ path })
      else if (step === 'approve') await approveAmendment({ path })
      else if (step === 'return') await returnAmendment({ path, body: { reason } })
      else await withdrawAmendment({ path })
    },
    onSuccess: () => {
      setOpen(null)
      void cache.invalidateQueries()
    },
  })
  const names = { submit: words.submit, approve: words.approveAmendment, return: words.return, withdraw: words.withdraw }
  const says = { submit: words.amendSays, approve: words.approveAmendmentSays(amendment.difference.counts.units), return: undefined, withdraw: words.amendSays }
  return (
    <div className="row">
      {STEPS.map(
        (step) =>
          amendment.allowed_actions.includes(step) && (
            <Button key={step} type={step === 'submit' || step === 'approve' ? 'primary' : 'default'} onClick={() => setOpen(step)}>
              {names[step]}
            </Button>
          ),
      )}
      {open !== null && (
        <ReasonDialog title={names[open]} says={says[open]} label={open === 'return' ? words.reason : undefined} action={names[open]} error={acting.error} busy={acting.isPending} onDo={(reason) => acting.mutate({ step: open, reason })} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}

/** Each written change by itself, to be taken back. */
function Written({ plan, amendment }: { plan: PlanRead; amendment: AmendmentRead }) {
  const words = useWords(planningWords)
  const writing = useWriting(plan)
  const changes = changesOf(amendment)
  const titles = new Map(amendment.difference.tasks.map((task) => [task.key, task.title]))
  return (
    <details>
      <summary>{words.writtenChanges(changes.length)}</summary>
      <ul className={styles.lines}>
        {changes.map((change, at) => (
          <li key={at}>
            <span>
              {words.changeKind[change.kind]}
              {change.kind === 'add_task' && `: ${titles.get(change.task.key) ?? change.task.title}`}
            </span>
            <Button size="small" loading={writing.saving.isPending} onClick={() => writing.saving.mutate(changes.filter((_, index) => index !== at))}>
              {words.undo}
            </Button>
          </li>
        ))}
      </ul>
      {writing.saving.error !== null && <ErrorState error={writing.saving.error} />}
    </details>
  )
}
