import { Button } from 'antd'
import type { BaselineRead } from '@/api/types.gen'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { differing, EMPTY, type Drafts, type TargetDraft } from './target-drafts'
import styles from './planning.module.css'

interface ConflictProps {
  nodes: readonly BaselineRead[]
  mine: Drafts
  theirs: Drafts
  onMine: () => void
  onTheirs: () => void
}

/** Somebody else saved meanwhile: both texts side by side, nothing is lost before one is chosen. */
export function TargetConflict({ nodes, mine, theirs, onMine, onTheirs }: ConflictProps) {
  const words = useWords(planningWords)
  const terms = useWords(termWords)
  const ids = new Set(differing(mine, theirs))
  const said = ({ stance, baseline, target, low }: TargetDraft = EMPTY) =>
    [stance === '' ? words.noStance : terms.stance[stance], `${baseline || '–'} → ${target || '–'}`, low ? words.tabs.low : ''].filter(Boolean).join(', ')
  return (
    <section role="alert" className={styles.box}>
      <p>{words.stale}</p>
      <table className={styles.targetTable}>
        <thead>
          <tr>
            <th scope="col">–</th>
            <th scope="col">{words.staleMine}</th>
            <th scope="col">{words.staleTheirs}</th>
          </tr>
        </thead>
        <tbody>
          {nodes
            .filter(({ indicator_id: id }) => ids.has(id))
            .map((node) => (
              <tr key={node.indicator_id}>
                <td>{`${node.code} ${node.name_vi}`}</td>
                <td data-label={words.staleMine}>{said(mine.get(node.indicator_id))}</td>
                <td data-label={words.staleTheirs}>{said(theirs.get(node.indicator_id))}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <div className="row">
        <Button type="primary" onClick={onMine}>
          {words.keepMine}
        </Button>
        <Button onClick={onTheirs}>{words.takeTheirs}</Button>
      </div>
    </section>
  )
}
