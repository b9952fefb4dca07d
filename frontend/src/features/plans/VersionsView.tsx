import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getPlanCorrectionsOptions, getPlanDifferenceOptions, listPlanVersionsOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead, VersionRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { QueryState } from '@/components/QueryState'
import { ExportButton } from '@/components/table/ListPage'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { formatMoment, formatNumber } from '@/lib/format'
import { DifferenceView } from './DifferenceView'
import styles from './planning.module.css'

/** The plan as it was approved each time, what each version changed, and what has changed without one since. */
export function VersionsView({ plan }: { plan: PlanRead }) {
  const words = useWords(planningWords)
  const query = useQuery(listPlanVersionsOptions({ path: { plan_id: plan.id } }))
  return (
    <QueryState query={query}>
      {({ items, since }) =>
        items.length === 0 ? (
          <EmptyState>{words.versionsEmpty}</EmptyState>
        ) : (
          <div className="stack">
            <div className="row">
              <ExportButton path={`/api/v1/plans/${plan.id}/versions`} fileName="phien-ban-ke-hoach.xlsx" filters={{}} />
            </div>
            {since !== null && since.added + since.changed + since.dropped > 0 && <Since plan={plan} />}
            {items.map((version) => (
              <Version key={version.number} plan={plan} version={version} />
            ))}
          </div>
        )
      }
    </QueryState>
  )
}

function Since({ plan }: { plan: PlanRead }) {
  const words = useWords(planningWords)
  const query = useQuery(getPlanCorrectionsOptions({ path: { plan_id: plan.id } }))
  return (
    <section className={styles.box}>
      <h2>{words.sinceTitle}</h2>
      <QueryState query={query} heights={[24, 24]}>
        {(difference) => <DifferenceView difference={difference} />}
      </QueryState>
    </section>
  )
}

function Version({ plan, version }: { plan: PlanRead; version: VersionRead }) {
  const words = useWords(planningWords)
  const [open, setOpen] = useState(false)
  const first = version.number === 1
  return (
    <section className={styles.box}>
      <div className={styles.boxHead}>
        <h2>{words.versionOf(version.number)}</h2>
        {!first && (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? words.hideDifference : words.showDifference}
          </Button>
        )}
      </div>
      <p className="secondary small">
        {[words.approve, version.approved_by, formatMoment(version.approved_at), version.proposed_by === null ? null : words.proposedBy(version.proposed_by), words.versionRow(formatNumber(version.tasks), formatNumber(version.assignments))].filter((said) => said !== null).join(' · ')}
      </p>
      <p>{version.reason ?? words.firstVersion}</p>
      {open && <Changed plan={plan} number={version.number} />}
    </section>
  )
}

function Changed({ plan, number }: { plan: PlanRead; number: number }) {
  const words = useWords(planningWords)
  const query = useQuery(getPlanDifferenceOptions({ path: { plan_id: plan.id, number } }))
  return (
    <>
      <h3>{words.versus(number - 1)}</h3>
      <QueryState query={query} heights={[24, 24]}>
        {(difference) => <DifferenceView difference={difference} />}
      </QueryState>
    </>
  )
}
