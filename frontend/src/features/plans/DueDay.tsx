import { CalendarClock } from 'lucide-react'
import type { AssignmentRow } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatDay } from '@/lib/format'

type Due = Pick<AssignmentRow, 'due_on' | 'first_due_on' | 'extended_times' | 'extension_asked'> & { due_words?: string | null; working_days_left?: number | null }

/** The day in force; of an extended one also the day before, and how often: "30/9/2024 (cũ: 31/8/2024), gia hạn 1 lần". */
export function DueDay({ due, words }: { due: Due; words: string | null }) {
  const said = useWords(workWords)
  const none = useWords(commonWords).table.none
  const left = due.working_days_left ?? null
  if (due.due_on === null) return words ?? none
  return (
    <>
      {formatDay(due.due_on)}
      {due.first_due_on !== null && (
        <span className="secondary small">
          {' '}
          ({said.before(formatDay(due.first_due_on))}), {said.extendedTimes(due.extended_times)}
        </span>
      )}
      {due.due_words !== undefined && due.due_words !== null && <span className="secondary small"> {due.due_words}</span>}
      {left !== null && left >= 0 && <span className="secondary small"> · {said.workingDaysLeft(left)}</span>}
      {due.extension_asked && (
        <>
          {' '}
          <Mark icon={CalendarClock} colour="purple">
            {said.asking}
          </Mark>
        </>
      )}
    </>
  )
}
