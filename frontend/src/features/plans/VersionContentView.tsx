import { useQuery } from '@tanstack/react-query'
import { getPlanVersionOptions } from '@/api/@tanstack/react-query.gen'
import type { ContentTarget, ContentTask, ContentUnit, PlanRead, VersionContent } from '@/api/types.gen'
import { QueryState } from '@/components/QueryState'
import { DataTable, type Column } from '@/components/table/DataTable'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatScore } from '@/lib/format'
import { Names } from './Names'
import styles from './planning.module.css'

/** How many units of a task are named at once. */
const NAMED = 2

/** A version with all that it said, as it was approved. */
export function VersionContentView({ plan, number }: { plan: PlanRead; number: number }) {
  const query = useQuery({ ...getPlanVersionOptions({ path: { plan_id: plan.id, number } }), staleTime: Infinity })
  return (
    <QueryState query={query} heights={[24, 24, 120]}>
      {(content) => <Content content={content} />}
    </QueryState>
  )
}

function Content({ content }: { content: VersionContent }) {
  const words = useWords(planningWords)
  const plans = useWords(plansWords)
  const named = content.plan_number === null ? content.title : `${content.plan_number} · ${content.title}`
  return (
    <div className="stack">
      <p>
        <strong>{named}</strong>
      </p>
      <Lines title={words.basesTitle} lines={content.legal_bases} />
      <Lines title={words.receiversTitle} lines={content.receivers} />
      <details open>
        <summary>
          {plans.tasks} ({content.task_list.length})
        </summary>
        <Tasks tasks={content.task_list} />
      </details>
      {content.targets.length > 0 && (
        <details>
          <summary>
            {plans.targets} ({content.targets.length})
          </summary>
          <Targets targets={content.targets} />
        </details>
      )}
    </div>
  )
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null
  return (
    <details>
      <summary>
        {title} ({lines.length})
      </summary>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}

function Tasks({ tasks }: { tasks: ContentTask[] }) {
  const words = useWords(plansWords)
  const said = useWords(planningWords)
  const { table } = useWords(commonWords)
  const unitsOf = (task: ContentTask, part: ContentUnit['part']) => {
    const names = task.units.filter((unit) => unit.part === part).map(({ name }) => name)
    return names.length === 0 ? table.none : <Names names={names} first={NAMED} />
  }
  const columns: Column<ContentTask>[] = [
    { key: 'title', title: words.task, width: 320, render: (row) => row.title },
    { key: 'ref', title: words.paragraph, width: 140, render: (row) => row.source_ref },
    { key: 'due', title: words.due, width: 130, render: (row) => row.due || table.none },
    { key: 'lead', title: said.leadUnits, width: 220, render: (row) => unitsOf(row, 'lead') },
    { key: 'support', title: said.supportUnits, width: 260, render: (row) => unitsOf(row, 'support') },
  ]
  return <DataTable label={words.tasks} columns={columns} rows={tasks} idOf={(row) => row.key} compact />
}

function Targets({ targets }: { targets: ContentTarget[] }) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const { table, yes } = useWords(commonWords)
  const score = (value: number | null) => (value === null ? table.none : formatScore(value))
  const columns: Column<ContentTarget>[] = [
    { key: 'name', title: words.indicator, width: 320, render: (row) => `${row.code} ${row.name}` },
    { key: 'stance', title: words.stance, nowrap: true, render: (row) => terms.stance[row.stance] },
    { key: 'baseline', title: words.baseline, number: true, render: (row) => score(row.baseline) },
    { key: 'target', title: words.targetValue, number: true, render: (row) => score(row.target) },
    { key: 'low', title: words.lowRated, render: (row) => (row.low_rated ? yes : table.none) },
  ]
  return <DataTable label={words.targets} columns={columns} rows={targets} idOf={(row) => row.code} compact />
}
