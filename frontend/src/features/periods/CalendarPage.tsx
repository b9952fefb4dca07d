import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { getCalendarOptions, getReportRegimeOptions, listPeriodsOptions, listPlansOptions } from '@/api/@tanstack/react-query.gen'
import { createPeriodsFromRegime } from '@/api/sdk.gen'
import type { PlanRead, RegimePeriods } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { ladderWords } from '@/i18n/ladder'
import { outlineWords } from '@/i18n/outline'
import { periodsWords } from '@/i18n/periods'
import { regimeWords } from '@/i18n/regime'
import { useWords } from '@/i18n/words'
import { may, useMe } from '@/lib/session/access'
import { PeriodCards } from './PeriodCards'
import { YearChart } from './YearChart'
import styles from './periods.module.css'

/** The year of reporting: windows, deadlines and days off, and what is still to be planned by the regime. */
export function CalendarPage({ planId, onPlan }: { planId: string | undefined; onPlan: (id: string) => void }) {
  const words = useWords(periodsWords)
  const plans = useQuery(listPlansOptions({ query: { state: 'approved', limit: 50 } }))
  return (
    <QueryState query={plans}>
      {({ items }) => {
        const plan = items.find(({ id }) => id === planId) ?? items.find(({ in_force: now }) => now) ?? items[0]
        return plan === undefined ? <EmptyState>{words.noPeriods}</EmptyState> : <Year key={plan.id} plan={plan} plans={items} onPlan={onPlan} />
      }}
    </QueryState>
  )
}

function Year({ plan, plans, onPlan }: { plan: PlanRead; plans: readonly PlanRead[]; onPlan: (id: string) => void }) {
  const words = useWords(periodsWords)
  const ladder = useWords(ladderWords)
  const outline = useWords(outlineWords)
  const regimes = useWords(regimeWords)
  const me = useMe()
  const periods = useQuery(listPeriodsOptions({ query: { plan: plan.id, limit: 100, sort: 'data_to' } }))
  const regime = useQuery(getReportRegimeOptions())
  const holidays = useQuery(getCalendarOptions({ path: { year: plan.year } })).data?.days ?? []
  const manages = may(me, 'period.manage')
  const preview = useQuery({
    queryKey: ['periods-from-regime', plan.id, regime.data?.version],
    queryFn: async () => (await createPeriodsFromRegime({ query: { dry_run: true }, body: { plan_id: plan.id } })).data,
    enabled: manages,
  })
  return (
    <>
      <PageHeader
        title={words.calendarTitle(plan.year)}
        facts={regime.data !== undefined && <span className="secondary">{words.basis(regime.data.basis)}</span>}
        actions={
          <>
            <LinkButton href="/periods">{words.board}</LinkButton>
            <LinkButton href={`/completeness?plan=${plan.id}`}>{words.over}</LinkButton>
            {manages && <LinkButton href="/escalation-ladder">{ladder.title}</LinkButton>}
            {manages && <LinkButton href="/report-outline">{outline.title}</LinkButton>}
            <LinkButton href="/report-regime">{regimes.pageTitle}</LinkButton>
          </>
        }
      />
      {plans.length > 1 && <FilterSelect label={words.year} value={plan.id} options={plans.map(({ id, year }) => ({ value: id, label: String(year) }))} onChange={(id) => id !== undefined && onPlan(id)} />}
      <QueryState query={periods}>
        {({ items }) => (
          <div className={styles.page}>
            <YearChart year={plan.year} periods={items} holidays={holidays} />
            <PeriodCards periods={items} preview={preview.data?.items ?? []} />
          </div>
        )}
      </QueryState>
      {preview.data !== undefined && <Making plan={plan} preview={preview.data} />}
    </>
  )
}

function Making({ plan, preview }: { plan: PlanRead; preview: RegimePeriods }) {
  const words = useWords(periodsWords)
  const cache = useQueryClient()
  const making = useMutation({
    mutationFn: () => createPeriodsFromRegime({ body: { plan_id: plan.id } }),
    onSuccess: () => void cache.invalidateQueries(),
  })
  const left = preview.items.filter(({ outcome }) => outcome === 'create').length
  return (
    <div className="row" role="status">
      {left === 0 ? <span className="secondary">{making.data === undefined ? words.nothing : words.made(making.data.data.created)}</span> : <Button type="primary" loading={making.isPending} onClick={() => making.mutate()}>{words.make(left)}</Button>}
      {making.error !== null && <ErrorState error={making.error} />}
    </div>
  )
}
