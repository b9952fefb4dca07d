import type { MeetingPage, MeetingRead } from '@/api/types.gen'
import { meetingWords } from '@/i18n/meeting'
import { useWords } from '@/i18n/words'
import { Reported } from './Reported'
import { isRed } from './order'
import styles from './meeting.module.css'

interface RedListProps {
  read: MeetingRead
  pages: readonly MeetingPage[]
  onOpen: (index: number) => void
}

/** Who needs attention, before anybody's own page. */
export function RedList({ read, pages, onOpen }: RedListProps) {
  const words = useWords(meetingWords)
  const { standing } = read
  const red = pages.map((page, index) => ({ page, index })).filter(({ page }) => isRed(page))
  return (
    <>
      <h2 tabIndex={-1}>{words.redList}</h2>
      <p>{words.summary(standing.expected, standing.on_time, standing.late, standing.waiting, standing.missing)}</p>
      {standing.asked > 0 && <p>{words.asked(standing.asked_submitted, standing.asked)}</p>}
      {red.length === 0 ? (
        <p>{words.noRed}</p>
      ) : (
        <ol className={styles.red}>
          {red.map(({ page, index }) => (
            <li key={page.report_id}>
              <button type="button" onClick={() => onOpen(index)}>
                {page.unit.name}
              </button>
              <span>
                {(page.standing === 'missing' || page.standing === 'late') && <Reported page={page} />}
                {page.overdue_unsent > 0 && <strong className={styles.alarm}>{words.overdueOf(page.overdue_unsent)}</strong>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
