import { useQuery } from '@tanstack/react-query'
import { PencilLine, TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { getMyWorkOptions } from '@/api/@tanstack/react-query.gen'
import type { MyGroup, MyReport, MyTask, MyUnitPlan, MyWorkRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { LinkButton } from '@/components/LinkButton'
import { EmptyState } from '@/components/EmptyState'
import { FileButton, UploadList } from '@/components/Files'
import { PageHeader } from '@/components/PageHeader'
import { ProgressBar } from '@/components/ProgressBar'
import { QueryState } from '@/components/QueryState'
import { DeadlineStatus, Mark, ReportStatus, type ReportState } from '@/components/Status'
import { useDone, wholeOf } from '@/components/use-done'
import { analyticsWords } from '@/i18n/analytics'
import { commonWords } from '@/i18n/common'
import { termWords } from '@/i18n/terms'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { dayOf, formatDay, formatRemaining, formatTime } from '@/lib/format'
import { href } from '@/lib/search-params'
import { may, useMe, useToday } from '@/lib/session/access'
import { useUploads } from '@/lib/upload'
import { MyFindings } from './MyFindings'
import { MyParts } from './MyParts'
import { MyPieces } from './MyPieces'
import styles from './analytics.module.css'

/** What must I do now: the open report, what came back, what is overdue, what is due soon. */
export function MyWorkPage({ news }: { news?: ReactNode }) {
  const words = useWords(analyticsWords)
  const terms = useWords(termWords)
  const { led } = useWords(workWords)
  const me = useMe()
  const query = useQuery({ ...getMyWorkOptions(), refetchInterval: 60_000 })
  return (
    <div className={styles.work}>
      <PageHeader
        title={words.myWork}
        facts={<span className="secondary">{`${terms.role[me.membership.role]} · ${me.membership.unit.name}`}</span>}
        actions={may(me, 'report_line.read_led') && <LinkButton href="/led">{led}</LinkButton>}
      />
      <QueryState query={query} heights={[160, 24, 120, 120]}>
        {(work) => <Work work={work} news={news} />}
      </QueryState>
    </div>
  )
}

function Work({ work, news }: { work: MyWorkRead; news: ReactNode }) {
  const words = useWords(analyticsWords)
  const empty = work.reports.length === 0 && work.unit_plan === null && work.returned.total + work.overdue.total + work.due_soon.total + work.review_queue + work.awaiting_confirmation + work.extensions + work.unit_plans_to_review + work.sub_tasks.total + work.findings.to_remedy + work.findings.to_verify === 0 && work.parts.length === 0
  return (
    <div className="stack">
      {work.review_queue > 0 && (
        <p className="panel row">
          <strong>{words.queue(work.review_queue)}</strong>
          <LinkButton type="primary" href="/review">
            {words.openQueue}
          </LinkButton>
        </p>
      )}
      {work.awaiting_plans.map((plan) => (
        <p key={plan.plan_id} className="panel row">
          <strong>{words.awaiting(plan.total)}</strong>
          {work.awaiting_plans.length > 1 && <span>{words.ofPlan(plan.year)}</span>}
          <LinkButton href={href('/plan', { plan: plan.plan_id, work_state: 'awaiting_confirmation', cadence: 'once' })}>{words.openAwaiting}</LinkButton>
        </p>
      ))}
      {work.extensions > 0 && (
        <p className="panel row">
          <strong>{words.extensions(work.extensions)}</strong>
          <LinkButton href="/extensions">{words.openExtensions}</LinkButton>
        </p>
      )}
      <MyFindings findings={work.findings} />
      <MyParts parts={work.parts} />
      {work.reviewable_unit_plans.map((plan) => (
        <p key={plan.plan_id} className="panel row">
          <strong>{words.unitPlansToReview(plan.total)}</strong>
          {work.reviewable_unit_plans.length > 1 && <span>{words.ofPlan(plan.year)}</span>}
          <LinkButton href={href('/unit-plans', { plan: plan.plan_id })}>{words.openUnitPlans}</LinkButton>
        </p>
      ))}
      {work.unit_plan !== null && <UnitPlanCard plan={work.unit_plan} />}
      {work.reports.map((report) => (
        <ReportCard key={report.id} report={report} />
      ))}
      <div className={styles.columns}>
        <div className={styles.groups}>
          <MyPieces pieces={work.sub_tasks} />
          <Group title={words.returned} group={work.returned} kind="returned" />
          <Group title={words.overdue} group={work.overdue} kind="overdue" />
          <Group title={words.dueSoon} group={work.due_soon} kind="due_soon" />
          {empty && (
            <EmptyState>
              {words.nothing} {work.next_period !== null && words.nextPeriod(work.next_period.title, formatDay(dayOf(new Date(work.next_period.due_at))))}
            </EmptyState>
          )}
        </div>
        {news}
      </div>
      <Waiting />
    </div>
  )
}

/** The unit's own plan, while it is not accepted. */
function UnitPlanCard({ plan }: { plan: MyUnitPlan }) {
  const words = useWords(unitPlansWords)
  const writing = plan.state !== 'submitted'
  return (
    <section className={styles.report}>
      <div className="row row--apart">
        <h2>{words.myTitle(plan.year)}</h2>
        {plan.state === null ? <Mark icon={PencilLine} colour="grey">{words.notSent}</Mark> : <ReportStatus state={plan.state as ReportState} />}
      </div>
      {plan.due_on !== null && plan.expected && (
        <p className="row row--apart">
          {words.dueBy(formatDay(plan.due_on))}
          {plan.days_late > 0 && writing && <Mark icon={TriangleAlert} colour="red" fill>{words.overdue(plan.days_late)}</Mark>}
        </p>
      )}
      <LinkButton type={writing ? 'primary' : 'default'} size="large" block href={plan.id === null ? href('/unit-plans', { plan: plan.plan_id }) : `/unit-plans/${plan.id}`}>
        {plan.id === null ? words.begin : words.open}
      </LinkButton>
    </section>
  )
}

function ReportCard({ report }: { report: MyReport }) {
  const words = useWords(analyticsWords)
  const me = useMe()
  const due = dayOf(new Date(report.due_at))
  const today = useToday()
  const writing = report.state !== 'submitted'
  const forHead = report.handed_over_at !== null && me.permissions.includes('report.submit') && report.state === 'draft'
  const { done, total } = wholeOf(report)
  const said = useDone(words.lines)(report)
  const action = !writing ? words.viewReport : report.state === 'returned' ? words.fixReport : forHead || (done === total && me.permissions.includes('report.submit')) ? words.checkReport : report.lines_total === 0 ? words.answerReport : words.continueReport
  return (
    <section className={styles.report}>
      <div className="row row--apart">
        <h2>{report.title}</h2>
        <ReportStatus state={report.state as ReportState} />
      </div>
      {forHead && <p>{words.waitingForHead}</p>}
      {report.expected && writing && (
        <p>
          {words.dueAt} <strong>{words.dueMoment(formatTime(report.due_at), formatDay(due))}</strong>
        </p>
      )}
      {report.return_reason !== null && report.state === 'returned' && <p>“{report.return_reason}”</p>}
      <p className="row row--apart">
        {said}
        {report.expected && writing && (report.late ? <Mark icon={TriangleAlert} colour="red" fill>{words.late}</Mark> : <span className="secondary small">{formatRemaining(due, today)}</span>)}
      </p>
      <ProgressBar done={done} total={total} label={said} />
      <LinkButton
        type={writing ? 'primary' : 'default'}
        size="large"
        block
        href={`/reports/${report.id}${action === words.checkReport ? '/check' : report.state === 'returned' ? '?filter=returned' : ''}`}
      >
        <PencilLine size={18} aria-hidden /> {action}
      </LinkButton>
    </section>
  )
}

function Group({ title, group, kind }: { title: string; group: MyGroup; kind: 'returned' | 'overdue' | 'due_soon' }) {
  const words = useWords(analyticsWords)
  const me = useMe()
  if (group.total === 0) return null
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h2>
        {title} <span className={styles.count}>{group.total}</span>
      </h2>
      {group.items.map((task) => (
        <TaskCard key={task.line_id ?? task.assignment_id} task={task} kind={kind} />
      ))}
      {group.total > group.items.length && kind === 'returned' && <AppLink href="/reports">{words.more(group.total)}</AppLink>}
      {group.total > group.items.length &&
        group.plans.map((plan) => (
          <AppLink key={plan.plan_id} href={href('/plan', { plan: plan.plan_id, unit: me.membership.unit.id, cadence: 'once', deadline_state: kind })}>
            {words.more(plan.total)}
            {group.plans.length > 1 && ` ${words.ofPlan(plan.year)}`}
          </AppLink>
        ))}
    </section>
  )
}

function TaskCard({ task, kind }: { task: MyTask; kind: 'returned' | 'overdue' | 'due_soon' }) {
  const words = useWords(analyticsWords)
  const [attached, setAttached] = useState(false)
  const target = `report_line:${task.line_id ?? ''}`
  const uploads = useUploads(target, () => setAttached(true))
  const deadline = [
    ...(task.due_on === null ? [] : [words.due(formatDay(task.due_on))]),
    ...(task.days === null ? [] : [task.days < 0 ? words.daysLate(-task.days) : words.daysLeft(task.days, task.working_days)]),
  ]
  const path = task.line_id === null ? `/plan?assignment=${task.assignment_id}` : `/reports/${task.report_id}?line=${task.line_id}`
  return (
    <article className={styles.task}>
      <AppLink className={styles.taskTitle} href={path}>
        {task.title}
      </AppLink>
      {kind === 'returned' ? (
        <p>“{task.reason}”</p>
      ) : (
        <p className={styles.deadline}>
          <DeadlineStatus state={kind === 'overdue' ? 'overdue' : 'due_soon'} />
          <span className="secondary small">{deadline.join(' · ')}</span>
        </p>
      )}
      <div className={styles.taskActions}>
        <LinkButton href={path}>
          <PencilLine size={16} aria-hidden /> {words.write}
        </LinkButton>
        {task.line_id !== null && <FileButton label={words.photo} camera onFiles={(files) => uploads.add(files, { link_to: target })} />}
      </div>
      <UploadList uploads={uploads} />
      {attached && <p role="status">{words.photoAttached(task.title)}</p>}
    </article>
  )
}

/** Photos that wait for the network go by themselves once it is back. */
function Waiting() {
  const { files } = useWords(commonWords)
  const { items } = useUploads()
  const waiting = items.filter((item) => item.state.kind === 'waiting').length
  return waiting === 0 ? null : (
    <p className={styles.waiting} role="status">
      {files.waitingPhotos(waiting)}
    </p>
  )
}
