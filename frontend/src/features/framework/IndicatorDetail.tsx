import { useQuery } from '@tanstack/react-query'
import { Diamond } from 'lucide-react'
import { listAssignmentsOptions, listScoresOptions } from '@/api/@tanstack/react-query.gen'
import type { AssignmentQueryLike } from './query'
import type { IndicatorNode, PlanRead, ScoreRow, TargetRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Chart } from '@/components/charts/Chart'
import { Provisional } from '@/components/Provisional'
import { QueryState } from '@/components/QueryState'
import { DeadlineStatus, Mark, WorkStatus } from '@/components/Status'
import { ExportButton } from '@/components/table/ListPage'
import { commonWords } from '@/i18n/common'
import { useLocale } from '@/i18n/locale'
import { plansWords } from '@/i18n/plans'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatNumber, formatScore } from '@/lib/format'
import { href } from '@/lib/search-params'
import styles from './framework.module.css'

interface DetailProps {
  node: IndicatorNode
  path: readonly IndicatorNode[]
  target: TargetRead | undefined
  plan: PlanRead
}

/** A node of the framework: scores over the years, target, and who works on it. */
export function IndicatorDetail({ node, path, target, plan }: DetailProps) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const locale = useLocale()
  const scored = node.level === 'indicator' ? path.at(-1) : node
  return (
    <div className="stack">
      <section className="panel stack" style={{ gap: 8 }}>
        <p className="secondary small">
          {terms.level[node.level]} {node.code}
          {path.length > 0 && ` · ${path.map((parent) => `${parent.code} ${parent.name_vi}`).join(' › ')}`}
        </p>
        <h2>
          {node.name_vi}
          <Provisional shown={node.name_status === 'working'} />
        </h2>
        {locale === 'en' && node.name_en !== null && <p className="secondary">{node.name_en}</p>}
        <div className="row">
          {target?.low_rated === true && (
            <Mark icon={Diamond} colour="amber" fill>
              {`${words.lowRated}${target.low_rated_source === null ? '' : ` (${words.targetNote(target.low_rated_source)})`}`}
            </Mark>
          )}
          {node.min !== null && node.max !== null && <span className="secondary">{words.scale(formatNumber(node.min, 2), formatNumber(node.max, 2))}</span>}
        </div>
        <Target target={target} plan={plan} />
      </section>
      {scored !== undefined && plan.province_code !== null && <Scores province={{ code: plan.province_code, name: plan.province_name ?? plan.province_code }} code={scored.code} level={scored.level} title={scored.id === node.id ? undefined : `${scored.code} ${scored.name_vi}`} />}
      <Tasks node={node} plan={plan} />
    </div>
  )
}

function Target({ target, plan }: { target: TargetRead | undefined; plan: PlanRead }) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  if (target === undefined) return <p className="secondary">{`${words.target(plan.year)}: ${words.noTarget}`}</p>
  return (
    <p>
      {words.target(plan.year)}: <strong>{terms.stance[target.stance]}</strong>
      {target.target !== null && <strong> → {formatScore(target.target)}</strong>}
      {target.note !== null && <span className="secondary"> ({words.targetNote(target.note)})</span>}
      {' · '}
      {words.baseline}: {target.baseline === null ? words.noBaseline : formatScore(target.baseline)}
    </p>
  )
}

function Scores({ province, code, level, title }: { province: { code: string; name: string }; code: string; level: IndicatorNode['level']; title: string | undefined }) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const query = useQuery({ ...listScoresOptions({ query: { province: province.code, code, level, sort: 'year', limit: 50 } }), staleTime: Infinity })
  const said = (score: ScoreRow) => `${words.scoreOf(score.year, formatScore(score.value))}${score.quartile === null ? '' : `, ${terms.quartile[score.quartile as 1 | 2 | 3 | 4]}`}${score.rank === null ? '' : `, ${words.rankOf(score.rank)}`}`
  return (
    <section className="panel stack" style={{ gap: 8 }}>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h3>{words.scores(province.name)}</h3>
        <ExportButton path="/api/v1/scores" fileName="diem-papi.xlsx" filters={{ province: province.code, code, level, sort: 'year' }} />
      </div>
      {title !== undefined && <p className="secondary small">{title}</p>}
      <QueryState query={query} heights={[260]}>
        {({ items }) => {
          const latest = items.at(-1)
          if (latest === undefined) return <p>{words.unpublished}</p>
          return (
            <>
              <p>{said(latest)}</p>
              <Chart
                label={words.scores(province.name)}
                kind="line"
                labels={items.map(({ year }) => String(year))}
                format={(value) => formatNumber(value, 2)}
                series={[
                  { name: '2011–2017', colour: '#7A4A00', values: items.map(({ year, value }) => (year < 2018 ? value : null)) },
                  { name: '2018–', colour: '#0B5394', values: items.map(({ year, value }) => (year >= 2018 ? value : null)) },
                ]}
              />
              <p className="secondary small">{words.breaks}</p>
              <ScoreTable scores={items} label={words.scores(province.name)} />
            </>
          )
        }}
      </QueryState>
    </section>
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

/** A dimension has its own filter; of a sub-dimension the server finds the tasks of each of its indicators. */
function filterOf(node: IndicatorNode): AssignmentQueryLike {
  return node.level === 'dimension' ? { dimension: node.code } : { indicator: node.id }
}

function Tasks({ node, plan }: { node: IndicatorNode; plan: PlanRead }) {
  const words = useWords(plansWords)
  const filter = { plan: plan.id, ...filterOf(node) }
  const query = useQuery(listAssignmentsOptions({ query: { ...filter, part: 'lead', limit: 20 } }))
  return (
    <section className="panel stack" style={{ gap: 8 }}>
      <h3>{words.tasksOf}</h3>
      <QueryState query={query} heights={[48, 48]}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="secondary">{words.noTasks}</p>
          ) : (
            <ul className="stack" style={{ gap: 8 }}>
              {items.map((row) => (
                <li key={row.id}>
                  <AppLink href={href('/plan', { ...filter, assignment: row.id })}>{row.task.title}</AppLink>
                  <div className="row small">
                    <span>{row.unit.name}</span>
                    <WorkStatus state={row.work_state} />
                    <DeadlineStatus state={row.deadline_state} mandate={row.mandate} />
                    {row.due_on !== null && <span className="secondary">{formatDay(row.due_on)}</span>}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
      <AppLink href={href('/plan', filter)}>{words.seeAll}</AppLink>
    </section>
  )
}
