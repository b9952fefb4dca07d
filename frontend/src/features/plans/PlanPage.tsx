import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { ViewTabs } from '@/components/ViewTabs'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { AnnexLinks } from './annex/AnnexLinks'
import { href } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { AmendmentView } from './AmendmentView'
import { AssignmentsView } from './AssignmentsView'
import { LowRatedView } from './LowRatedView'
import { PapersView } from './PapersView'
import { PlanActions } from './PlanActions'
import { PlanChoice } from './PlanChoice'
import { PlanFacts, PlanNotes } from './PlanHead'
import { usePlansToOpen } from './plans-to-open'
import { PLAN_VIEWS, type PlanSearch } from './search'
import { StepsView } from './StepsView'
import { TargetsView } from './TargetsView'
import { TasksView } from './TasksView'
import { VersionsView } from './VersionsView'
import { useWriting } from './writing'

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
  const { plans, plan, named, loaded } = usePlansToOpen(search)
  const writing = useWriting(plan)
  const within = (next: PlanSearch) => onSearch({ ...next, plan: named })
  const names: Record<string, string> = { ...words.partNames, ...said.tabs }
  const tabs = ['assignments', ...PLAN_VIEWS].filter((key) => key !== 'amendment' || (plan !== undefined && plan.amendment_id !== null))
  // an address may name a view that there is not, or not any more
  const view = PLAN_VIEWS.find((key) => key === search.view && tabs.includes(key))
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
      <PlanChoice plans={plans} plan={plan} loaded={loaded} onSearch={onSearch} />
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
