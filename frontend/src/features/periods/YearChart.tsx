import type { CalendarDayRead, PeriodRow } from '@/api/types.gen'
import { periodsWords } from '@/i18n/periods'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { useToday } from '@/lib/session/access'
import { monthsOf, placeOf, spanOf } from './year'
import { LEVELS } from './regime-draft'
import styles from './periods.module.css'

interface ChartProps {
  year: number
  periods: readonly PeriodRow[]
  holidays: readonly CalendarDayRead[]
}

/** Windows as bars over the months, deadlines and days off as marks; the cards below say the same in words. */
export function YearChart({ year, periods, holidays }: ChartProps) {
  const words = useWords(periodsWords)
  const terms = useWords(termWords)
  const today = useToday()
  const span = spanOf(year, periods.map(({ data_from: day }) => day))
  const left = (day: string) => `${placeOf(day, span.from, span.to)}%`
  const off = holidays.filter(({ kind }) => kind === 'off')
  return (
    <figure className={styles.chart} aria-label={words.chart}>
      <div className={styles.months} aria-hidden>
        {monthsOf(span).map(({ day, month }) => (
          <span key={day} style={{ left: left(day) }}>
            {month}
          </span>
        ))}
      </div>
      {periods.map((period) => (
        <div key={period.id} className={styles.track}>
          <span className={styles.name}>{period.title}</span>
          <div className={styles.line}>
            {off.map(({ day, name }) => (
              <i key={day} className={styles.off} style={{ left: left(day) }} title={`${formatDay(day)}: ${name}`} />
            ))}
            <b
              className={styles.bar}
              data-state={period.state}
              style={{ left: left(period.data_from), right: `${100 - placeOf(period.data_to, span.from, span.to)}%` }}
              title={`${period.title}: ${formatDay(period.data_from)} – ${formatDay(period.data_to)}, ${terms.period[period.state]}`}
            />
            {LEVELS.map((level) => (
              <i key={level} className={styles.due} style={{ left: left(period.deadlines[level]) }} title={`${words.due[level]}: ${formatMoment(period.deadlines[level])}`} />
            ))}
            {today >= span.from && today <= span.to && <i className={styles.today} style={{ left: left(today) }} title={`${words.today}: ${formatDay(today)}`} />}
          </div>
        </div>
      ))}
    </figure>
  )
}
