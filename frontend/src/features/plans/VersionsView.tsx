import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getPlanCorrectionsOptions, getPlanDifferenceOptions, listPlanVersionsOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead, VersionRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { ExportButton } from '@/components/table/ListPage'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { formatMoment, formatNumber } from '@/lib/format'
import { DifferenceView } from './DifferenceView'
import { VersionContentView } from './VersionContentView'
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
              <Version key={version.number} plan={plan} version={version} others={items.map(({ number }) => number).filter((number) => number < version.number)} />
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

function Version({ plan, version, others }: { plan: PlanRead; version: VersionRead; others: number[] }) {
  const words = useWords(planningWords)
  const [shown, setShown] = useState<'difference' | 'content' | null>(null)
  const toggle = (what: 'difference' | 'content') => setShown(shown === what ? null : what)
  return (
    <section className={styles.box}>
      <div className="row row--apart">
        <h2>{words.versionOf(version.number)}</h2>
        <div className="row">
          {others.length > 0 && (
            <Button size="small" aria-expanded={shown === 'difference'} onClick={() => toggle('difference')}>
              {shown === 'difference' ? words.hideDifference : words.showDifference}
            </Button>
          )}
          <Button size="small" aria-expanded={shown === 'content'} onClick={() => toggle('content')}>
            {shown === 'content' ? words.hideContent : words.showContent}
          </Button>
        </div>
      </div>
      <p className="secondary small">
        {[words.approvedBy(version.approved_by), formatMoment(version.approved_at), version.proposed_by === null ? null : words.proposedBy(version.proposed_by), words.versionRow(formatNumber(version.tasks), formatNumber(version.assignments))].filter((said) => said !== null).join(' · ')}
      </p>
      <p>{version.reason ?? words.firstVersion}</p>
      {shown === 'difference' && <Changed plan={plan} number={version.number} others={others} />}
      {shown === 'content' && <VersionContentView plan={plan} number={version.number} />}
    </section>
  )
}

/** What a version changed of any earlier one; of the one before, unless another is chosen. */
function Changed({ plan, number, others }: { plan: PlanRead; number: number; others: number[] }) {
  const words = useWords(planningWords)
  const [from, setFrom] = useState(number - 1)
  const query = useQuery(getPlanDifferenceOptions({ path: { plan_id: plan.id, number }, query: { from } }))
  return (
    <>
      <h3>{words.versus(from)}</h3>
      {others.length > 1 && (
        <div className={styles.choice}>
          <FilterSelect label={words.compareWith} value={String(from)} options={others.map((other) => ({ value: String(other), label: words.versionOf(other) }))} onChange={(other) => setFrom(Number(other))} />
        </div>
      )}
      <QueryState query={query} heights={[24, 24]}>
        {(difference) => <DifferenceView difference={difference} />}
      </QueryState>
    </>
  )
}
