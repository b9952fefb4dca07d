import { useMutation, useQueryClient } from '@tanstack/react-query'
import { countUnreadQueryKey, listNotificationsQueryKey, markReadMutation } from '@/api/@tanstack/react-query.gen'
import type { NotificationRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { formatMoment, formatTime } from '@/lib/format'
import { may, useMe } from '@/lib/session/access'
import type { Me } from '@/lib/session/state'
import styles from './notifications.module.css'

function placeOf({ subject_type: type, subject_id: id, unit_id: unit }: NotificationRead, me: Me): string {
  const reviews = may(me, 'report.review')
  const places: Record<string, string> = {
    report: reviews ? `/review?report=${id}` : `/reports/${id}`,
    report_line: `/line/${id}`,
    evidence: `/evidence?document=${id}`,
    unit_plan: `/unit-plans/${id}`,
    assignment: `/plan?assignment=${id}`,
    plan: `/plan?plan=${id}`,
    deadlines: `/plan?plan=${id}&unit=${unit}&work_state=open&deadline_state=in_time&sort=due_on`,
    delegation: may(me, 'delegation.manage') ? '/delegations' : '/',
    period: `/periods?period=${id}`,
    succession: `/reorganisation?show=${id}`,
  }
  return places[type] ?? '/'
}

interface NoticeListProps {
  items: readonly NotificationRead[]
  onFollow?: () => void
  /** Under the heading of their day. */
  timeOnly?: boolean
}

/** Notices of which each leads to its subject; following one reads it. */
export function NoticeList({ items, onFollow, timeOnly = false }: NoticeListProps) {
  const me = useMe()
  const cache = useQueryClient()
  const reading = useMutation({
    ...markReadMutation(),
    onSuccess: () => Promise.all([cache.invalidateQueries({ queryKey: countUnreadQueryKey() }), cache.invalidateQueries({ queryKey: listNotificationsQueryKey() })]),
  })
  return (
    <ul className={styles.notices}>
      {items.map((item) => (
        <li key={item.id}>
          <AppLink
            href={placeOf(item, me)}
            className={item.read_at === null ? styles.unread : styles.read}
            onClick={() => {
              reading.mutate({ body: { ids: [item.id] } })
              onFollow?.()
            }}
          >
            <span>
              {item.by} {item.text}: {item.subject}
            </span>
            {item.reason !== null && <span className="small">“{item.reason}”</span>}
            <span className="secondary small">{timeOnly ? formatTime(item.created_at) : formatMoment(item.created_at)}</span>
          </AppLink>
        </li>
      ))}
    </ul>
  )
}
