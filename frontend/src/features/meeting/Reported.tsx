import { CalendarDays, CircleCheck, CircleMinus, ClockAlert, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { MeetingPage } from '@/api/types.gen'
import { meetingWords } from '@/i18n/meeting'
import type { MeetingWords } from '@/i18n/vi/meeting'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import styles from './meeting.module.css'

interface Said {
  icon: LucideIcon
  tone: 'alarm' | 'warn' | 'plain'
  words: string
}

function saidOf(page: MeetingPage, words: MeetingWords): Said {
  const sent = page.first_submitted_at === null ? null : formatMoment(page.first_submitted_at)
  const due = page.due_at === null ? '' : formatMoment(page.due_at)
  if (page.standing === 'asked') return { icon: CircleMinus, tone: 'plain', words: sent === null ? words.askedOpen : words.askedSent(sent) }
  if (page.standing === 'missing') return { icon: TriangleAlert, tone: 'alarm', words: words.notSent(due) }
  if (page.standing === 'late') return { icon: ClockAlert, tone: 'warn', words: words.lateAt(sent ?? '') }
  if (page.standing === 'voluntary') return { icon: CircleMinus, tone: 'plain', words: sent === null ? words.voluntary : words.sentAt(sent) }
  return sent === null ? { icon: CalendarDays, tone: 'plain', words: words.notYet(due) } : { icon: CircleCheck, tone: 'plain', words: words.sentAt(sent) }
}

/** How the unit has reported, icon and words; of who is asked, no word of lateness. */
export function Reported({ page }: { page: MeetingPage }) {
  const words = useWords(meetingWords)
  const { icon: Icon, tone, words: said } = saidOf(page, words)
  return (
    <span className={tone === 'plain' ? styles.plain : styles[tone]}>
      <Icon size={28} aria-hidden /> {said}
    </span>
  )
}
