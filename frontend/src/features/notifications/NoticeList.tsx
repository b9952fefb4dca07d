import { useMutation, useQueryClient } from '@tanstack/react-query'
import { countUnreadQueryKey, listNotificationsQueryKey, markReadMutation } from '@/api/@tanstack/react-query.gen'
import type { NotificationRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { formatMoment, formatTime } from '@/lib/format'
import { useMe } from '@/lib/session/access'
import styles from './notifications.module.css'
import { placeOf } from './places'

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
