import type { BaselineRead } from '@/api/types.gen'
import { Provisional } from '@/components/Provisional'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatScore } from '@/lib/format'
import { EMPTY, faultOf, type Drafts, type TargetDraft } from './target-drafts'
import { TOTAL } from './total'
import styles from './planning.module.css'

interface RowsProps {
  nodes: readonly BaselineRead[]
  drafts: Drafts
  onChange: (id: string, changed: Partial<TargetDraft>) => void
}

/** The nodes of one dimension with what is wanted of each, to be typed down the column. */
export function TargetRows({ nodes, drafts, onChange }: RowsProps) {
  const words = useWords(plansWords)
  return (
    <table className={styles.targetTable} aria-label={words.targets}>
      <thead>
        <tr>
          <th scope="col">{words.indicator}</th>
          <th scope="col">{words.stance}</th>
          <th scope="col">{words.baseline}</th>
          <th scope="col">{words.targetValue}</th>
          <th scope="col">{words.lowRated}</th>
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => (
          <Row key={node.indicator_id} node={node} draft={drafts.get(node.indicator_id) ?? EMPTY} onChange={(changed) => onChange(node.indicator_id, changed)} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ node, draft, onChange }: { node: BaselineRead; draft: TargetDraft; onChange: (changed: Partial<TargetDraft>) => void }) {
  const plans = useWords(plansWords)
  const words = useWords(planningWords)
  const terms = useWords(termWords)
  return (
    <tr data-level={node.level}>
      <td>
        <span>
          {node.code} {node.name_vi} <Provisional shown={node.name_status === 'working'} />
        </span>
      </td>
      <td data-label={plans.stance}>
        <select className="input" aria-label={words.stanceOf(node.code)} value={draft.stance} onChange={(event) => onChange({ stance: event.target.value as TargetDraft['stance'] })}>
          <option value="">{words.noStance}</option>
          <option value="maintain">{terms.stance.maintain}</option>
          <option value="improve">{terms.stance.improve}</option>
        </select>
      </td>
      <td data-label={plans.baseline}>
        <Score label={words.baselineOf(node.code)} value={draft.baseline} max={node.max} onChange={(baseline) => onChange({ baseline })} />
        <div className="secondary small">{publishedWords(node, words)}</div>
      </td>
      <td data-label={plans.targetValue}>
        <Score label={words.targetOf(node.code)} value={draft.target} max={node.max} onChange={(target) => onChange({ target })} />
      </td>
      <td data-label={plans.lowRated}>
        {node.level !== TOTAL && <input type="checkbox" aria-label={words.lowOf(node.code)} checked={draft.low} onChange={(event) => onChange({ low: event.target.checked })} />}{' '}
        {draft.low && <input className={`input ${styles.source}`} aria-label={words.sourceOf(node.code)} placeholder="Báo cáo số 293/BC-SNV" value={draft.source} onChange={(event) => onChange({ source: event.target.value })} />}
      </td>
    </tr>
  )
}

function publishedWords(node: BaselineRead, words: { published: (score: string, year: number) => string; publishedAbove: (code: string, score: string, year: number) => string; noFigure: string }): string {
  if (node.value !== null && node.year !== null) return words.published(formatScore(node.value), node.year)
  if (node.above !== null) return words.publishedAbove(node.above.code, formatScore(node.above.value), node.above.year)
  return words.noFigure
}

function Score({ label, value, max, onChange }: { label: string; value: string; max: number | null; onChange: (value: string) => void }) {
  const words = useWords(planningWords)
  const fault = faultOf(value, max)
  return (
    <>
      <input className={`input ${styles.score}`} inputMode="decimal" aria-label={label} aria-invalid={fault !== undefined} value={value} onChange={(event) => onChange(event.target.value)} />
      {fault !== undefined && <div className="field__error">{fault === 'number' ? words.scoreWrong : words.scoreHigh(formatScore(max ?? 0))}</div>}
    </>
  )
}
