import type { Figures, Totals } from '@/api/types.gen'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import styles from './reorganisation.module.css'

const FIGURES = ['open', 'awaiting', 'done', 'aside', 'drafts', 'sent', 'people', 'documents'] as const satisfies readonly (keyof Figures)[]

/** The sums of all units concerned, before and after; below, unit by unit. */
export function Sums({ before, after }: { before: Totals; after: Totals }) {
  const words = useWords(reorganisationWords)
  return (
    <section className="stack">
      <h2>{words.sums}</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className="visually-hidden">{words.sums}</caption>
          <thead>
            <tr>
              <th scope="col">{words.figure}</th>
              <th scope="col" className="numbers">
                {words.before}
              </th>
              <th scope="col" className="numbers">
                {words.after}
              </th>
            </tr>
          </thead>
          <tbody>
            {FIGURES.map((name) => (
              <tr key={name}>
                <th scope="row">{words.figures[name]}</th>
                <td className="numbers">{formatNumber(before.sum[name])}</td>
                <td className="numbers">{formatNumber(after.sum[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {before.sources === after.sources && <p>{words.nothingLost(before.sources)}</p>}
      {!!after.continued && <p>{words.continued(after.continued)}</p>}
      <details>
        <summary>{words.byUnit}</summary>
        <div className={styles.sides}>
          <ByUnit title={words.before} totals={before} />
          <ByUnit title={words.after} totals={after} />
        </div>
      </details>
    </section>
  )
}

function ByUnit({ title, totals }: { title: string; totals: Totals }) {
  const words = useWords(reorganisationWords)
  const shown = ['open', 'done', 'sent', 'people'] as const
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.units}</th>
            {shown.map((name) => (
              <th key={name} scope="col" className="numbers">
                {words.figures[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {totals.units.map((unit) => (
            <tr key={unit.unit_id}>
              <th scope="row">{unit.name}</th>
              {shown.map((name) => (
                <td key={name} className="numbers">
                  {formatNumber(unit[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
