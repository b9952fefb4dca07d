import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listPlansOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { FilterSelect } from '@/components/table/Select'
import { ViewTabs } from '@/components/ViewTabs'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { AnnexLinks } from './annex/AnnexLinks'
import { planMeant } from '@/lib/plan-meant'
import { href } from '@/lib/search-params'
import { may, useMe, useToday } from '@/lib/session/access'
import { AmendmentView } from './AmendmentView'
import { AssignmentsView } from './AssignmentsView'
import { useLinkedPlan } from './linked-plan'
import { LowRatedView } from './LowRatedView'
import { PapersView } from './PapersView'
import { PlanActions } from './PlanActions'
import { NewPlanDialog } from './PlanDialog'
import { PlanFacts, PlanNotes } from './PlanHead'
import { PLAN_VIEWS, type PlanSearch } from './search'
import { StepsView } from './StepsView'
import { TargetsView } from './TargetsView'
import { TasksView } from './TasksView'
import { VersionsView } from './VersionsView'
import { useWriting } from './writing'
import styles from './planning.module.css'

interface PlanProps {
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
}

/** A plan from its draft to its versions: where it stands, who does what, the tasks, what they are to move, what it rests on. */
export function PlanPage({ search, onSearch }: PlanProps) {
  const words = useWords(plansWords)
  const said = useWords(planningWords)
  const unitPlans = useWords(unitPlansWords)
  const me = useMe()
  const listed = useQuery(listPlansOptions({ query: { limit: 200 } })).data
  const plans = listed?.items ?? []
  const linked = useLinkedPlan(search)
  const plan = linked.waits ? undefined : planMeant(plans, linked.id)
  const writing = useWriting(plan)
  const { view } = search
  const within = (next: PlanSearch) => onSearch({ ...next, plan: linked.id })
  const names: Record<string, string> = { ...words.partNames, ...said.tabs }
  const tabs = ['assignments', ...PLAN_VIEWS].filter((key) => key !== 'amendment' || (plan !== undefined && plan.amendment_id !== null))
  return (
    <>
      <PageHeader
        title={plan === undefined ? words.title : words.titleOf(plan.year)}
        facts={plan === undefined ? undefined : <PlanFacts plan={plan} />}
        actions={plan === undefined ? undefined : (
          <>
            {may(me, 'unit_plan.read') && <LinkButton href={href('/unit-plans', { plan: plan.state === 'approved' ? plan.id : undefined })}>{unitPlans.link}</LinkButton>}
            <AnnexLinks plan={plan} />
            <PlanActions plan={plan} writing={writing} onSearch={onSearch} />
          </>
        )}
      />
      <Others plans={plans} plan={plan} loaded={listed !== undefined && !linked.waits} onSearch={onSearch} />
      {plan !== undefined && (
        <>
          <PlanNotes plan={plan} />
          <ViewTabs
            label={words.parts}
            chosen={view ?? 'assignments'}
            tabs={tabs.map((key) => ({ key, label: names[key] ?? key }))}
            onChoose={(key) => within({ view: PLAN_VIEWS.find((known) => known === key) })}
          />
          {view === 'tasks' && <TasksView plan={plan} writing={writing} search={search} onSearch={within} />}
          {view === 'targets' && <TargetsView plan={plan} writing={writing} search={search} onSearch={within} />}
          {view === 'low' && <LowRatedView plan={plan} search={search} onSearch={within} />}
          {view === 'papers' && <PapersView plan={plan} />}
          {view === 'steps' && <StepsView plan={plan} search={search} onSearch={within} />}
          {view === 'versions' && <VersionsView plan={plan} />}
          {view === 'amendment' && <AmendmentView plan={plan} onSearch={within} />}
          {view === undefined && <AssignmentsView plan={plan} search={search} onSearch={within} />}
        </>
      )}
    </>
  )
}

/** Which plan, where there are several; and where there is none of this year, how it is made. */
function Others({ plans, plan, loaded, onSearch }: { plans: readonly PlanRead[]; plan: PlanRead | undefined; loaded: boolean; onSearch: (search: PlanSearch) => void }) {
  const words = useWords(planningWords)
  const me = useMe()
  const [making, setMaking] = useState(false)
  const year = Number(useToday().slice(0, 4))
  const writes = may(me, 'plan.edit')
  return (
    <>
      {plans.length > 1 && (
        <div className={styles.choice}>
          <FilterSelect label={words.chosen} value={plan?.id} options={plans.map((item) => ({ value: item.id, label: words.planOption(item.year, words.state[item.state]) }))} onChange={(id) => onSearch({ plan: id })} />
        </div>
      )}
      {loaded && plan === undefined && (
        <EmptyState actions={writes ? <Button type="primary" onClick={() => setMaking(true)}>{words.make}</Button> : undefined}>{writes ? words.none(year) : words.noneAtAll}</EmptyState>
      )}
      {writes && plan?.state === 'approved' && !plans.some((item) => item.year > plan.year) && plan.year < year && <NextYear plan={plan} onMake={() => setMaking(true)} />}
      {making && <NewPlanDialog year={year} onClose={() => setMaking(false)} onMade={(id) => { setMaking(false); onSearch({ plan: id, view: 'tasks' }) }} />}
    </>
  )
}

function NextYear({ plan, onMake }: { plan: PlanRead; onMake: () => void }) {
  const words = useWords(planningWords)
  return (
    <div role="note" className={styles.note} data-colour="amber">
      <span>{words.none(plan.year + 1)}</span>
      <Button size="small" onClick={onMake}>
        {words.make}
      </Button>
    </div>
  )
}
