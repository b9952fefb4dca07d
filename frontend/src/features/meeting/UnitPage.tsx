import type { MeetingPage } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { meetingWords } from '@/i18n/meeting'
import { useWords } from '@/i18n/words'
import { formatDay, formatNumber, formatShare } from '@/lib/format'
import { href } from '@/lib/search-params'
import { Reported } from './Reported'
import styles from './meeting.module.css'

const NUMBERS = ['open_overdue', 'open_in_time', 'done_on_time', 'done_late'] as const

/** One unit on the wall: how it reported, its numbers, what is overdue, what it says is difficult. */
export function UnitPage({ page, plan }: { page: MeetingPage; plan: string }) {
  const words = useWords(meetingWords)
  const asked = page.standing === 'asked'
  return (
    <>
      <h2 tabIndex={-1}>{page.unit.name}</h2>
      <p className={styles.facts}>
        <Reported page={page} />
        <span>{words.lines(page.lines_complete, page.lines_total)}</span>
        {page.lines_returned > 0 && <span className={styles.warn}>{words.returned(page.lines_returned)}</span>}
      </p>
      {asked ? <p>{words.requested(page.requested.done, page.requested.open)}</p> : <Numbers page={page} plan={plan} />}
      <div className={styles.two} data-alone={asked}>
        {!asked && <Overdue page={page} />}
        <Difficulties page={page} />
      </div>
    </>
  )
}

function Numbers({ page, plan }: { page: MeetingPage; plan: string }) {
  const words = useWords(meetingWords)
  const rate = page.numbers.update_rate
  return (
    <dl className={styles.numbers}>
      {NUMBERS.map((name) => (
        <div key={name} data-alarm={name === 'open_overdue' && page.numbers.open_overdue > 0}>
          <dt>{words.numbers[name]}</dt>
          <dd>{name === 'open_overdue' ? <AppLink href={href('/plan', { plan, unit: page.unit.id, view: 'overdue' })}>{formatNumber(page.numbers[name])}</AppLink> : formatNumber(page.numbers[name])}</dd>
        </div>
      ))}
      <div>
        <dt>{words.updateRate}</dt>
        <dd>{rate === null ? '–' : formatShare(rate)}</dd>
      </div>
    </dl>
  )
}

function Overdue({ page }: { page: MeetingPage }) {
  const words = useWords(meetingWords)
  const more = page.numbers.open_overdue - page.overdue.length
  return (
    <section>
      <h3>{words.overdue}</h3>
      {page.overdue.length === 0 && <p>{words.nothing}</p>}
      <ul>
        {page.overdue.map(({ id, title, due_on }) => (
          <li key={id}>
            {title} <strong className={styles.alarm}>{words.due(formatDay(due_on))}</strong>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="secondary">{words.overdueMore(more)}</p>}
    </section>
  )
}

function Difficulties({ page }: { page: MeetingPage }) {
  const words = useWords(meetingWords)
  return (
    <section>
      <h3>{words.difficulties}</h3>
      {page.difficulties.length === 0 && <p>{words.nothing}</p>}
      <ul>
        {page.difficulties.map(({ id, difficulties, proposals }) => (
          <li key={id}>
            {difficulties}
            {proposals !== '' && <em> {words.proposal(proposals)}</em>}
          </li>
        ))}
      </ul>
    </section>
  )
}
