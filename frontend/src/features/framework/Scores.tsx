import { useQuery } from '@tanstack/react-query'
import { listScoresOptions } from '@/api/@tanstack/react-query.gen'
import type { IndicatorNode, ScoreRow } from '@/api/types.gen'
import { Chart } from '@/components/charts/Chart'
import { QueryState } from '@/components/QueryState'
import { ExportButton } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatNumber, formatScore } from '@/lib/format'
import styles from './framework.module.css'

interface ScoresProps {
  /** The code of the province; nothing is shown until one is chosen. */
  province: string | undefined
  onProvince: (province: string) => void
  code: string
  level: IndicatorNode['level']
  title: string | undefined
}

/** All provinces with a total, of the year that was published last and the ones before. */
function useProvinces(): { value: string; label: string }[] {
  const totals = useQuery({ ...listScoresOptions({ query: { level: 'total', sort: '-year', limit: 200 } }), staleTime: Infinity })
  const names = new Map((totals.data?.items ?? []).toReversed().map((row) => [row.province_code, row.province_name]))
  return [...names].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label, 'vi'))
}

/** The published scores of a province over the years: the plan's own, or another to look beside. */
export function Scores({ province, onProvince, ...node }: ScoresProps) {
  const words = useWords(plansWords)
  const provinces = useProvinces()
  const name = provinces.find(({ value }) => value === province)?.label
  return (
    <section className="panel stack" style={{ gap: 8 }}>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h3>{words.scores(name ?? '')}</h3>
        {province !== undefined && <ExportButton path="/api/v1/scores" fileName="diem-papi.xlsx" filters={{ province, code: node.code, level: node.level, sort: 'year' }} />}
      </div>
      <div className={styles.choices}>
        <FilterSelect label={words.province} value={name === undefined ? undefined : province} options={provinces} onChange={(chosen) => chosen !== undefined && onProvince(chosen)} />
      </div>
      {province !== undefined && <Series province={province} label={words.scores(name ?? '')} {...node} />}
    </section>
  )
}

function Series({ province, label, code, level, title }: Omit<ScoresProps, 'province' | 'onProvince'> & { province: string; label: string }) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const query = useQuery({ ...listScoresOptions({ query: { province, code, level, sort: 'year', limit: 50 } }), staleTime: Infinity })
  const said = (score: ScoreRow) => `${words.scoreOf(score.year, formatScore(score.value))}${score.quartile === null ? '' : `, ${terms.quartile[score.quartile as 1 | 2 | 3 | 4]}`}${score.rank === null ? '' : `, ${words.rankOf(score.rank)}`}`
  return (
    <>
      {title !== undefined && <p className="secondary small">{title}</p>}
      <QueryState query={query} heights={[260]}>
        {({ items }) => {
          const latest = items.at(-1)
          if (latest === undefined) return <p>{words.unpublished}</p>
          return (
            <>
              <p>{said(latest)}</p>
              <Chart
                label={label}
                kind="line"
                labels={items.map(({ year }) => String(year))}
                format={(value) => formatNumber(value, 2)}
                series={[
                  { name: '2011–2017', colour: '#7A4A00', values: items.map(({ year, value }) => (year < 2018 ? value : null)) },
                  { name: '2018–', colour: '#0B5394', values: items.map(({ year, value }) => (year >= 2018 ? value : null)) },
                ]}
              />
              <p className="secondary small">{words.breaks}</p>
              <ScoreTable scores={items} label={label} />
            </>
          )
        }}
      </QueryState>
    </>
  )
}

/** The same figures in words: points, group and place of every year. */
function ScoreTable({ scores, label }: { scores: readonly ScoreRow[]; label: string }) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const none = useWords(commonWords).table.none
  return (
    <div className={styles.scores} tabIndex={0} role="region" aria-label={label}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{words.year}</th>
            <th scope="col" className="numbers">
              {words.score}
            </th>
            <th scope="col">{words.group}</th>
            <th scope="col" className="numbers">
              {words.rank}
            </th>
          </tr>
        </thead>
        <tbody>
          {scores.toReversed().map(({ year, value, quartile, rank }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td className="numbers">{formatScore(value)}</td>
              <td>{quartile === null ? none : terms.quartile[quartile as 1 | 2 | 3 | 4]}</td>
              <td className="numbers">{rank ?? none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

