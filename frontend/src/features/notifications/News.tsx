import { useQuery } from '@tanstack/react-query'
import { listNotificationsOptions } from '@/api/@tanstack/react-query.gen'
import { analyticsWords } from '@/i18n/analytics'
import { useWords } from '@/i18n/words'
import { NoticeList } from './NoticeList'
import styles from './notifications.module.css'

const SHOWN = 5

/** What came in and is not read yet, beside the work on a wide screen; the bell has the rest. */
export function News() {
  const words = useWords(analyticsWords)
  const { data } = useQuery(listNotificationsOptions({ query: { limit: 20 } }))
  const fresh = data?.items.filter(({ read_at: read }) => read === null).slice(0, SHOWN) ?? []
  if (fresh.length === 0) return null
  return (
    <section className={styles.news}>
      <h2>{words.news}</h2>
      <NoticeList items={fresh} />
    </section>
  )
}
