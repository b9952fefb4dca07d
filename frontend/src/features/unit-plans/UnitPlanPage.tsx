import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { ClockAlert, TriangleAlert } from 'lucide-react'
import { getUnitPlanOptions, getUnitPlanTimelineOptions } from '@/api/@tanstack/react-query.gen'
import type { UnitPlanRead } from '@/api/types.gen'
import { PageHeader } from '@/components/PageHeader'
import { PaperMenu } from '@/components/papers/PaperMenu'
import { QueryState } from '@/components/QueryState'
import { SaveStatus } from '@/components/SaveStatus'
import { Mark, ReportStatus } from '@/components/Status'
import { FilterSelect } from '@/components/table/Select'
import { TimelineSection } from '@/components/Timeline'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { useDrafts, useDraftSummary } from '@/lib/drafts/use-drafts'
import { formatDay, formatMoment } from '@/lib/format'
import { useMe } from '@/lib/session/access'
import { Actions, CheckBox } from './Actions'
import { Documents } from './Documents'
import { Items } from './Items'
import { rowDrafts, useFreshPlan } from './rows'
import { Suggestions } from './Suggestions'
import styles from './unit-plans.module.css'

export interface UnitPlanPlace {
  /** An earlier submission, as it was sent. */
  number?: number
  check?: 'yes'
}

interface UnitPlanProps {
  id: string
  place: UnitPlanPlace
  onPlace: (place: UnitPlanPlace) => void
}

/** One unit's own plan: the unit writes and sends it, its reviewer reads what was sent. */
export function UnitPlanPage(props: UnitPlanProps) {
  const query = useQuery(getUnitPlanOptions({ path: { unit_plan_id: props.id }, query: { number: props.place.number } }))
  return <QueryState query={query}>{(read) => <UnitPlan key={`${read.id}-${read.number}`} {...props} read={read} />}</QueryState>
}

function UnitPlan({ read, place, onPlace }: UnitPlanProps & { read: UnitPlanRead }) {
  const words = useWords(unitPlansWords)
  const plan = useFreshPlan(read)
  const drafts = useDrafts(rowDrafts)
  const summary = useDraftSummary(drafts)
  const editable = plan.number === 0 && plan.allowed_actions.includes('edit')
  const timeline = useQuery(getUnitPlanTimelineOptions({ path: { unit_plan_id: plan.id } }))
  const check = async () => {
    await drafts.flushAll()
    onPlace({ check: 'yes' })
  }
  return (
    <div className={styles.page}>
      <PageHeader
        title={words.ownTitle(plan.unit.name, plan.plan.year)}
        facts={<Facts plan={plan} />}
        actions={
          <>
            {editable && <SaveStatus status={summary} />}
            {editable && (
              <Button type="primary" onClick={() => void check()}>
                {words.check}
              </Button>
            )}
            <Actions plan={plan} />
            {plan.has_paper && <PaperMenu path={`/api/v1/unit-plans/${plan.id}/export`} />}
          </>
        }
      />
      {plan.return_reason !== null && plan.return_code !== null && (
        <p className={styles.returned}>
          <strong>{words.reasons[plan.return_code]}</strong>: {plan.return_reason}
        </p>
      )}
      {place.check !== undefined && editable && <CheckBox key={plan.content_version} plan={plan} onClose={() => onPlace({})} />}
      <Versions plan={plan} place={place} onPlace={onPlace} />
      {editable && <Suggestions plan={plan} />}
      <Items plan={plan} drafts={drafts} />
      <Documents plan={plan} />
      <TimelineSection title={words.timeline} query={timeline} />
    </div>
  )
}

function Facts({ plan }: { plan: UnitPlanRead }) {
  const words = useWords(unitPlansWords)
  const own = useMe().membership.unit.id === plan.unit.id
  const sent = plan.first_submitted_at !== null
  return (
    <>
      <ReportStatus state={plan.state} reviewer={!own} />
      {plan.due_on !== null && plan.expected && <span>{words.dueFact(formatDay(plan.due_on))}</span>}
      {plan.exception !== null && <span title={plan.exception.reason}>{words.extended(formatDay(plan.exception.due_on))}</span>}
      {plan.days_late > 0 && (
        <Mark icon={sent ? ClockAlert : TriangleAlert} colour={sent ? 'amber' : 'red'} fill>
          {sent ? words.late(plan.days_late) : words.overdue(plan.days_late)}
        </Mark>
      )}
      {plan.submitted_at !== null && <span className="secondary">{words.sentFact(formatMoment(plan.submitted_at), plan.submitted_by ?? '–')}</span>}
      {plan.accepted_at !== null && <span className="secondary">{words.acceptedFact(formatMoment(plan.accepted_at))}</span>}
    </>
  )
}

const WRITING: ReadonlySet<string> = new Set(['draft', 'returned'])

/** What was sent earlier stays readable as it was. */
function Versions({ plan, place, onPlace }: { plan: UnitPlanRead; place: UnitPlanPlace; onPlace: (place: UnitPlanPlace) => void }) {
  const words = useWords(unitPlansWords)
  const own = useMe().membership.unit.id === plan.unit.id
  if (plan.versions.length === 0 || (plan.versions.length === 1 && !own)) return null
  const options = plan.versions.map(({ number, submitted_at: at, accepted_at: accepted }) => ({
    value: String(number),
    label: `${words.version(number, formatMoment(at))}${accepted === null ? '' : `, ${words.versionAccepted}`}`,
  }))
  return (
    <div className="row">
      <FilterSelect
        label={words.versions}
        value={place.number === undefined ? undefined : String(place.number)}
        all={own && WRITING.has(plan.state) ? words.present : words.latest}
        options={options}
        onChange={(chosen) => onPlace({ number: chosen === undefined ? undefined : Number(chosen) })}
      />
      {place.number !== undefined && <p className={styles.shown}>{words.shown(place.number)}</p>}
    </div>
  )
}
