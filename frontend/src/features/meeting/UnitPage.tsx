import { useRef } from 'react'
import type { MeetingPage } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { useDone } from '@/components/use-done'
import { meetingWords } from '@/i18n/meeting'
import { useWords } from '@/i18n/words'
import { formatDay, formatNumber, formatShare } from '@/lib/format'
import { href } from '@/lib/search-params'
import { Reported } from './Reported'
import { useFitting } from './use-fitting'
import styles from './meeting.module.css'

const NUMBERS = ['open_overdue', 'open_in_time', 'done_on_time', 'done_late'] as const

/** One unit on the wall: how it reported, its numbers, what is overdue, what it says is difficult. */
export function UnitPage({ page, plan, shown }: { page: MeetingPage; plan: string; shown: boolean }) {
  const words = useWords(meetingWords)
  const done = useDone(words.lines)
  const root = useRef<HTMLDivElement>(null)
  const fitting = useFitting(root, shown)
  const asked = page.standing === 'asked'
  return (
    <div ref={root} className={styles.unit}>
      <h2 tabIndex={-1}>{page.unit.name}</h2>
      <p className={styles.facts}>
        <Reported page={page} />
        <span>{done(page)}</span>
        {page.lines_returned > 0 && <span className={styles.warn}>{words.returned(page.lines_returned)}</span>}
      </p>
      {asked ? <p>{words.requested(page.requested.done, page.requested.open)}</p> : <Numbers page={page} plan={plan} />}
      <div className={styles.two} data-alone={asked}>
        {!asked && <Overdue page={page} plan={plan} fitting={fitting} />}
        <Difficulties page={page} fitting={fitting} />
      </div>
    </div>
  )
}

function Numbers({ page, plan }: { page: MeetingPage; plan: string }) {
  const words = useWords(meetingWords)
  const rate = page.numbers.update_rate
  const awaiting = page.numbers.open_overdue - page.overdue_unsent
  return (
    <dl className={styles.numbers}>
      {NUMBERS.map((name) => (
        <div key={name} data-alarm={name === 'open_overdue' && page.overdue_unsent > 0}>
          <dt>{words.numbers[name]}</dt>
          <dd>{name === 'open_overdue' ? <AppLink href={href('/plan', { plan, unit: page.unit.id, view: 'overdue' })}>{formatNumber(page.numbers[name])}</AppLink> : formatNumber(page.numbers[name])}</dd>
          {name === 'open_overdue' && awaiting > 0 && <dd className={styles.note}>{words.awaiting(awaiting)}</dd>}
        </div>
      ))}
      <div>
        <dt>{words.updateRate}</dt>
        <dd>{rate === null ? '–' : <AppLink href={href('/plan', { plan, unit: page.unit.id, mandate: 'assigned', stale: true })} title={words.updateBehind}>{formatShare(rate)}</AppLink>}</dd>
      </div>
    </dl>
  )
}

interface ListProps {
  page: MeetingPage
  /** How many stand on the screen; paper has all that came. */
  fitting: number
}

function Overdue({ page, plan, fitting }: ListProps & { plan: string }) {
  const words = useWords(meetingWords)
  return (
    <section>
      <h3>{words.overdue}</h3>
      {page.overdue.length === 0 && <p>{words.nothing}</p>}
      <ul>
        {page.overdue.map(({ id, title, due_on }, index) => (
          <li key={id} data-screen={index < fitting}>
            <strong className={styles.alarm}>{words.due(formatDay(due_on))}</strong> {title}
          </li>
        ))}
      </ul>
      <More total={page.overdue_unsent} came={page.overdue.length} fitting={fitting} words={words.overdueMore} to={href('/plan', { plan, unit: page.unit.id, view: 'overdue' })} />
    </section>
  )
}

function Difficulties({ page, fitting }: ListProps) {
  const words = useWords(meetingWords)
  return (
    <section>
      <h3>{words.difficulties}</h3>
      {page.difficulties.length === 0 && <p>{words.nothing}</p>}
      <ul>
        {page.difficulties.map(({ id, difficulties, proposals }, index) => (
          <li key={id} data-screen={index < fitting}>
            {difficulties}
            {proposals !== '' && <em> {words.proposal(proposals)}</em>}
          </li>
        ))}
      </ul>
      <More total={page.difficulties_total} came={page.difficulties.length} fitting={fitting} words={words.difficultiesMore} to={`/reports/${page.report_id}`} />
    </section>
  )
}

interface MoreProps {
  total: number
  came: number
  fitting: number
  words: (count: number) => string
  to: string
}

/** What has no room: on the screen with its list, on paper as a number. */
function More({ total, came, fitting, words, to }: MoreProps) {
  const unseen = total - Math.min(came, fitting)
  return (
    <>
      {unseen > 0 && (
        <p className="no-print">
          <AppLink href={to}>{words(unseen)}</AppLink>
        </p>
      )}
      {total > came && <p className={styles.onPaper}>{words(total - came)}</p>}
    </>
  )
}
