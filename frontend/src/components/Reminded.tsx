import { useQuery } from '@tanstack/react-query'
import { Megaphone } from 'lucide-react'
import { listRemindersOptions } from '@/api/@tanstack/react-query.gen'
import { Mark } from '@/components/Status'
import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'
import { dayOf, formatDay } from '@/lib/format'
import { may, useMe } from '@/lib/session/access'

/** How often something was urged, and when last; nothing of what never was. */
export function Reminded({ subject, shown = true }: { subject: string; shown?: boolean }) {
  const words = useWords(urgingWords)
  const query = useQuery({ ...listRemindersOptions({ query: { subject, limit: 1, count: true } }), enabled: may(useMe(), 'reminder.read') && shown })
  const last = query.data?.items[0]
  if (last === undefined || !shown) return null
  const said = last.wording === 'request' ? words.asked : words.reminded
  return (
    <Mark icon={Megaphone} colour="grey">
      {said(query.data?.total ?? 1, formatDay(dayOf(new Date(last.sent_at))))}
    </Mark>
  )
}
