import { ClockAlert, Eye } from 'lucide-react'
import { useState } from 'react'
import type { ReportRow } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Mark } from '@/components/Status'
import { deskWords } from '@/i18n/desk'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatShortDay, formatTime } from '@/lib/format'
import { useMe } from '@/lib/session/access'
import { versionOf } from './review-queue'
import { ReviewMany } from './ReviewMany'
import many from './review-many.module.css'
import styles from './review.module.css'

interface QueueProps {
  waiting: readonly ReportRow[]
  current: string | undefined
  onPoint: (id: string) => void
}

/** The reports that wait, late ones first, with who has which on the desk; several may be chosen and ended in one act. */
export function ReviewQueue({ waiting, current, onPoint }: QueueProps) {
  const words = useWords(reportsWords)
  const desk = useWords(deskWords)
  // with the version that was ticked: what was returned and sent again is another text, which nobody has chosen
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const isChosen = (row: ReportRow) => chosen.get(row.id) === versionOf(row)
  const rows = waiting.filter(isChosen)
  const toggle = (row: ReportRow) => {
    const others = rows.filter(({ id }) => id !== row.id)
    setChosen(new Map((isChosen(row) ? others : [...others, row]).map((each) => [each.id, versionOf(each)])))
  }
  return (
    <div className={styles.queue}>
      <h2 className={styles.queueHead}>{words.queueCount(waiting.length)}</h2>
      <nav className={styles.queueList} aria-label={words.queue}>
        {waiting.map((row) => (
          <div key={row.id} className={many.row}>
            <label>
              <input type="checkbox" checked={isChosen(row)} aria-label={desk.choose(row.unit.name)} onChange={() => toggle(row)} />
            </label>
            <QueueItem row={row} current={row.id === current} onPoint={() => onPoint(row.id)} />
          </div>
        ))}
        {waiting.length === 0 && <p className={styles.none}>{words.queueEmpty}</p>}
      </nav>
      <ReviewMany rows={rows} onClear={() => setChosen(new Map())} />
    </div>
  )
}

function QueueItem({ row, current, onPoint }: { row: ReportRow; current: boolean; onPoint: () => void }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const desk = useWords(deskWords)
  const terms = useWords(termWords)
  const me = useMe()
  const seen = row.marks_ok + row.marks_return
  const { reviewing } = row
  const mine = reviewing?.person_id === me.id
  const others = row.reviewers.filter(({ person_id }) => person_id !== me.id)
  return (
    <AppLink href={`/review?report=${row.id}`} className={styles.item} aria-current={current ? 'true' : undefined} onPointerEnter={onPoint}>
      <strong>{row.unit.name}</strong>
      <span className="secondary small">
        {row.period.title}
        {row.submitted_at !== null && ` · ${review.sentOn(formatShortDay(row.submitted_at))}`}
      </span>
      <span className={styles.itemMarks}>
        {row.late && <Mark icon={ClockAlert} colour="amber" fill>{terms.board.late}</Mark>}
        {seen > 0 && <span className="small">{words.seen(seen, row.lines_total + row.answers_total)}</span>}
        {reviewing !== null && mine && <Mark icon={Eye} colour="blue">{review.mine}</Mark>}
        {reviewing !== null && !mine && (
          <span className="secondary small">
            <Eye size={14} aria-hidden /> {desk.since(reviewing.name, formatTime(reviewing.since))}
          </span>
        )}
        {others.map(({ person_id, name, marked, returns }) => (
          <span key={person_id} className="secondary small">
            {desk.progressOf(name, marked, returns, row.answers_total > 0)}
          </span>
        ))}
      </span>
    </AppLink>
  )
}
