import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { countUnreadQueryKey, getNotificationOptions, markReadMutation } from '@/api/@tanstack/react-query.gen'
import type { NotificationRead } from '@/api/types.gen'
import { QueryState } from '@/components/QueryState'
import { noticeWords } from '@/i18n/notices'
import { useWords } from '@/i18n/words'
import { useMe } from '@/lib/session/access'
import { placeOf } from './places'

/** Where the links of mails lead: on to what the notice is about, which reads it. */
export function NoticePage({ id }: { id: string }) {
  const query = useQuery(getNotificationOptions({ path: { notification_id: id } }))
  return (
    <QueryState query={query} heights={[48]}>
      {(notice) => <Follow notice={notice} />}
    </QueryState>
  )
}

function Follow({ notice }: { notice: NotificationRead }) {
  const words = useWords(noticeWords)
  const me = useMe()
  const { history } = useRouter()
  const cache = useQueryClient()
  const { mutate: read } = useMutation({ ...markReadMutation(), onSuccess: () => cache.invalidateQueries({ queryKey: countUnreadQueryKey() }) })
  const place = placeOf(notice, me)
  useEffect(() => {
    read({ body: { ids: [notice.id] } })
    history.replace(place)
  }, [read, history, notice.id, place])
  return <p>{words.opening}</p>
}
