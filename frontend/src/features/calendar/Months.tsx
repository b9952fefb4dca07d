import type { CalendarDayRead } from '@/api/types.gen'
import { calendarWords } from '@/i18n/calendar'
import { useWords } from '@/i18n/words'
import { weeksOf, type Cell } from './months'
import styles from './calendar.module.css'

/** Twelve small months: days off, days worked in exchange, weekends. What a colour says, the name under the day says as well. */
export function Months({ year, days }: { year: number; days: readonly CalendarDayRead[] }) {
  const words = useWords(calendarWords)
  const known = new Map(days.map((day) => [day.day, day]))
  return (
    <>
      <p className={styles.legend}>
        <span className={styles.off}>{words.kinds.off}</span>
        <span className={styles.working}>{words.kinds.working}</span>
        <span className={styles.weekend}>{words.weekend}</span>
      </p>
      <div className={styles.months}>
        {Array.from({ length: 12 }, (_, index) => (
          <div className={styles.month} key={index}>
            <table>
              <caption>{words.month(index + 1)}</caption>
              <thead>
                <tr>
                  {words.weekdays.map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {weeksOf(year, index + 1, known).map((week, place) => (
                  <tr key={place}>
                    {week.map((cell, weekday) => (
                      <DayCell key={weekday} cell={cell} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}
      </div>
    </>
  )
}

function DayCell({ cell }: { cell: Cell | null }) {
  const words = useWords(calendarWords)
  if (cell === null) return <td />
  const kind = cell.known?.kind ?? (cell.weekend ? 'weekend' : undefined)
  return (
    <td data-kind={kind} title={cell.known?.name}>
      {cell.number}
      {cell.known !== undefined && (
        <span className="visually-hidden">
          {' '}
          {words.kinds[cell.known.kind]}: {cell.known.name}
        </span>
      )}
    </td>
  )
}
