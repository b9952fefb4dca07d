import { useQuery } from '@tanstack/react-query'
import { getActivityOptions, getActivityTimelineOptions } from '@/api/@tanstack/react-query.gen'
import type { ActivityRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { FactList } from '@/components/FactList'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { TimelineSection } from '@/components/Timeline'
import { activityWords } from '@/i18n/activities'
import { useWords } from '@/i18n/words'
import { formatMoment, formatNumber } from '@/lib/format'
import { Acts } from './Acts'
import { ActivityMark, useDays } from './ActivitiesPage'
import { Proofs } from './Proofs'
import styles from './activities.module.css'

/** One activity: what was planned or held, its proof, and what happened to it. */
export function ActivityPage({ id }: { id: string }) {
  const query = useQuery(getActivityOptions({ path: { activity_id: id } }))
  return (
    <QueryState query={query} heights={[48, 160]}>
      {(activity) => <Activity activity={activity} />}
    </QueryState>
  )
}

function Activity({ activity }: { activity: ActivityRead }) {
  const words = useWords(activityWords)
  const timeline = useQuery(getActivityTimelineOptions({ path: { activity_id: activity.id } }))
  return (
    <div className={styles.page}>
      <PageHeader
        title={activity.title}
        facts={
          <>
            <ActivityMark state={activity.state} />
            <span>{words.kinds[activity.kind]}</span>
            <span>{activity.unit.name}</span>
          </>
        }
        actions={<LinkButton href="/activities">{words.back}</LinkButton>}
      />
      <section className="stack panel">
        <Facts activity={activity} />
        <Acts activity={activity} />
      </section>
      <Proofs activity={activity} />
      <TimelineSection title={words.timeline} query={timeline} />
    </div>
  )
}

function Facts({ activity }: { activity: ActivityRead }) {
  const words = useWords(activityWords)
  const days = useDays()
  const { participants, women, task, indicators } = activity
  const people = participants === null ? null : women === null ? formatNumber(participants) : words.ofWomen(formatNumber(participants), formatNumber(women))
  return (
    <FactList
      facts={[
        [words.form, words.forms[activity.form]],
        [words.days, days(activity)],
        [words.place, activity.place || null],
        [words.audience, activity.audience || null],
        [words.participants, people],
        [words.result, activity.result === null ? null : <span className={styles.result}>{activity.result}</span>],
        [words.cancelReason, activity.cancel_reason],
        [words.task, task === null ? null : <AppLink href={`/plan?task=${task.id}`}>{`${task.source_ref} · ${task.title}`}</AppLink>],
        [words.indicators, indicators.length === 0 ? null : <Indicators named={indicators} />],
        [words.recordedBy, words.by(activity.recorded_by, formatMoment(activity.recorded_at))],
      ]}
    />
  )
}

function Indicators({ named }: { named: ActivityRead['indicators'] }) {
  return (
    <ul>
      {named.map(({ id, code, name }) => (
        <li key={id}>
          {code} {name}
        </li>
      ))}
    </ul>
  )
}
