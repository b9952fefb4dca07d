import type { RegimeRow, YearlyDay } from '@/api/types.gen'
import { periodsWords } from '@/i18n/periods'
import { regimeWords } from '@/i18n/regime'
import type { RegimeWords } from '@/i18n/vi/regime'
import { useWords } from '@/i18n/words'
import { formatShortDay } from '@/lib/format'
import { LEVELS, type Level } from './regime-draft'
import styles from './periods.module.css'

/** The reports of a year as the regime has them. */
export function RegimeRows({ rows }: { rows: readonly RegimeRow[] }) {
  const words = useWords(regimeWords)
  const periods = useWords(periodsWords)
  return (
    <ul className={styles.cards}>
      {rows.map((row) => (
        <li key={row.code} className={styles.card}>
          <h3>{row.title.replaceAll('{year}', '…')}</h3>
          <dl className={styles.facts}>
            <div>
              <dt>{periods.window}</dt>
              <dd>
                {sayDay(row.data_from, words)} – {sayDay(row.data_to, words)}
              </dd>
            </div>
            <div>
              <dt>{periods.ministry}</dt>
              <dd>{sayDay(row.ministry, words)}</dd>
            </div>
            {LEVELS.map((level) => (
              <div key={level}>
                <dt>{periods.due[level]}</dt>
                <dd>{sayDue(row.deadlines[level], words)}</dd>
              </div>
            ))}
            <div>
              <dt>{words.at}</dt>
              <dd>{row.at}</dd>
            </div>
          </dl>
          {row.cumulative && <p className="small">{periods.cumulative}</p>}
        </li>
      ))}
    </ul>
  )
}

function sayDay({ day, month, year = 0 }: YearlyDay, words: RegimeWords): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const said = formatShortDay(`2023-${two(month)}-${two(day)}`)
  return year === 0 ? said : words.dayOf(said, words.years[year])
}

function sayDue({ on, working_days_before: days }: RegimeRow['deadlines'][Level], words: RegimeWords): string {
  return on == null ? words.daysBefore(days ?? 0) : words.onDay(sayDay(on, words))
}
