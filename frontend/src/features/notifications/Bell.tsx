import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ArrowLeft, Bell as BellIcon, Settings } from 'lucide-react'
import { useState } from 'react'
import { countUnreadOptions, listNotificationsOptions, markReadMutation } from '@/api/@tanstack/react-query.gen'
import type { NotificationRead } from '@/api/types.gen'
import { Menu } from '@/components/frame/Menu'
import { QueryState } from '@/components/QueryState'
import { analyticsWords } from '@/i18n/analytics'
import { commonWords } from '@/i18n/common'
import { noticeWords } from '@/i18n/notices'
import { useWords } from '@/i18n/words'
import { dayOf, formatDay } from '@/lib/format'
import { NoticeList } from './NoticeList'
import { NoticeSettings } from './NoticeSettings'
import styles from './notifications.module.css'

/** What the person must know; every item leads to its subject, opening the panel reads it. */
export function Bell() {
  const common = useWords(commonWords)
  const unread = useQuery({ ...countUnreadOptions(), refetchInterval: 30_000 })
  const count = unread.data?.unread ?? 0
  return (
    <Menu
      label={common.frame.notifications(count)}
      className={styles.button}
      inBar
      button={
        <>
          <BellIcon size={20} aria-hidden />
          {count > 0 && <span className={styles.badge}>{count > 99 ? '99+' : count}</span>}
        </>
      }
    >
      {(close) => <Panel onClose={close} />}
    </Menu>
  )
}

/** Newest first, as the server gives them; days in that order. */
function byDay(items: readonly NotificationRead[]): [string, NotificationRead[]][] {
  const days = new Map<string, NotificationRead[]>()
  for (const item of items) {
    const day = dayOf(new Date(item.created_at))
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days]
}

function Panel({ onClose }: { onClose: () => void }) {
  const words = useWords(noticeWords)
  const [choosing, setChoosing] = useState(false)
  return (
    <div className={styles.panel}>
      {choosing ? (
        <>
          <div className="row" style={{ justifyContent: 'space-between' }}>
            <h2>{words.settings}</h2>
            <Button type="link" size="small" icon={<ArrowLeft size={16} aria-hidden />} onClick={() => setChoosing(false)}>
              {words.back}
            </Button>
          </div>
          <NoticeSettings />
        </>
      ) : (
        <Notices onClose={onClose} onChoose={() => setChoosing(true)} />
      )}
    </div>
  )
}

function Notices({ onClose, onChoose }: { onClose: () => void; onChoose: () => void }) {
  const { settings } = useWords(noticeWords)
  const words = useWords(analyticsWords)
  const cache = useQueryClient()
  const query = useQuery({ ...listNotificationsOptions({ query: { limit: 50 } }), staleTime: 0 })
  const reading = useMutation({ ...markReadMutation(), onSuccess: () => void cache.invalidateQueries() })
  return (
    <>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h2>{words.bell}</h2>
        <span>
          <Button type="link" size="small" onClick={() => reading.mutate({ body: { all: true } })}>
            {words.readAll}
          </Button>
          <Button type="link" size="small" icon={<Settings size={16} aria-hidden />} onClick={onChoose}>
            {settings}
          </Button>
        </span>
      </div>
      <QueryState query={query} heights={[48, 48, 48]}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="secondary">{words.bellEmpty}</p>
          ) : (
            byDay(items).map(([day, ofDay]) => (
              <section key={day}>
                <h3 className={styles.day}>{formatDay(day)}</h3>
                <NoticeList items={ofDay} onFollow={onClose} timeOnly />
              </section>
            ))
          )
        }
      </QueryState>
    </>
  )
}
