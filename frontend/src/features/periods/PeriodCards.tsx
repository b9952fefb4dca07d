import type { PeriodRow, RegimePeriod } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { askingWords } from '@/i18n/asking'
import { periodsWords } from '@/i18n/periods'
import { regimeWords } from '@/i18n/regime'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { dayOf, formatDay, formatMoment } from '@/lib/format'
import { Differences } from './Differences'
import { LEVELS } from './regime-draft'
import { TakeDays } from './TakeDays'
import styles from './periods.module.css'

/** Each period of the year in words: its window, the day of each level, its state, and which days holidays have moved. */
export function PeriodCards({ periods, preview }: { periods: readonly PeriodRow[]; preview: readonly RegimePeriod[] }) {
  const words = useWords(periodsWords)
  const terms = useWords(termWords)
  const asking = useWords(askingWords)
  const planned = preview.filter(({ outcome }) => outcome !== 'exists')
  const regime = useWords(regimeWords)
  const regimeOf = (period: PeriodRow) => preview.find(({ period_id: id }) => id === period.id)
  // the reason why a day was moved is told of a day that stands so
  const movedOf = (period: PeriodRow) =>
    regimeOf(period)?.moved.filter(({ level, due_on: day }) => dayOf(new Date(period.deadlines[level])) === day) ?? []
  return (
    <ul className={styles.cards}>
      {periods.map((period) => (
        <li key={period.id} className={styles.card}>
          <h3>
            <AppLink href={`/periods?period=${period.id}`}>{period.title}</AppLink>
          </h3>
          <p className="secondary small">{terms.period[period.state]}</p>
          <Facts item={period} />
          <Moved moved={movedOf(period)} />
          <Differences item={regimeOf(period)} label={regime.differsOnCalendar} />
          <TakeDays period={period} item={regimeOf(period)} />
        </li>
      ))}
      {planned.map((item) => (
        <li key={item.code} className={styles.card} data-planned>
          <h3>{item.title}</h3>
          <p className="secondary small">{words.outcome[item.outcome]}</p>
          <Facts item={item} />
          <Moved moved={item.moved} />
          {item.deadlines_within_window.length > 0 && <p className="small field__warning">{asking.dueWithin(item.deadlines_within_window.map((level) => words.due[level]).join('; '))}</p>}
        </li>
      ))}
    </ul>
  )
}

export function Facts({ item }: { item: Pick<PeriodRow, 'data_from' | 'data_to' | 'cumulative' | 'deadlines'> & { ministry_on?: string } }) {
  const words = useWords(periodsWords)
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>{words.window}</dt>
          <dd>
            {formatDay(item.data_from)} – {formatDay(item.data_to)}
          </dd>
        </div>
        {LEVELS.map((level) => (
          <div key={level}>
            <dt>{words.due[level]}</dt>
            <dd>{formatMoment(item.deadlines[level])}</dd>
          </div>
        ))}
        {item.ministry_on !== undefined && (
          <div>
            <dt>{words.ministry}</dt>
            <dd>{formatDay(item.ministry_on)}</dd>
          </div>
        )}
      </dl>
      {item.cumulative && <p className="small">{words.cumulative}</p>}
    </>
  )
}

export function Moved({ moved }: { moved: RegimePeriod['moved'] }) {
  const words = useWords(periodsWords)
  return moved.map(({ level, due_on: day, without_holidays: without, because }) => (
    <p key={level} className="small">
      {words.moved(words.due[level], formatDay(day), formatDay(without), because.join(', '))}
    </p>
  ))
}
