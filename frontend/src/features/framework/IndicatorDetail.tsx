import { useQuery } from '@tanstack/react-query'
import { Diamond } from 'lucide-react'
import { listAssignmentsOptions } from '@/api/@tanstack/react-query.gen'
import type { AssignmentQueryLike } from './query'
import type { IndicatorNode, PlanRead, TargetRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Provisional } from '@/components/Provisional'
import { QueryState } from '@/components/QueryState'
import { DeadlineStatus, Mark, WorkStatus } from '@/components/Status'
import { useLocale } from '@/i18n/locale'
import { plansWords } from '@/i18n/plans'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatNumber, formatScore } from '@/lib/format'
import { href } from '@/lib/search-params'
import { Scores } from './Scores'

interface DetailProps {
  node: IndicatorNode
  path: readonly IndicatorNode[]
  target: TargetRead | undefined
  /** The plan, where the node is of its edition. */
  plan: PlanRead | undefined
  province: string | undefined
  onProvince: (province: string) => void
}

/** A node of the framework: scores over the years, target, and who works on it. */
export function IndicatorDetail({ node, path, target, plan, province, onProvince }: DetailProps) {
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
        {plan !== undefined && <Target target={target} plan={plan} />}
      </section>
      {scored !== undefined && <Scores province={province} onProvince={onProvince} code={scored.code} level={scored.level} title={scored.id === node.id ? undefined : `${scored.code} ${scored.name_vi}`} />}
      {plan !== undefined && <Tasks node={node} plan={plan} />}
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
