import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getBaselinesOptions } from '@/api/@tanstack/react-query.gen'
import { getPlan, getTargets, setTargets } from '@/api/sdk.gen'
import type { BaselineRead, PlanRead, TargetRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { DimensionSelect } from '@/components/table/DimensionSelect'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import { EffectNote } from './EffectNote'
import { differing, draftsOf, EMPTY, faultOf, filled, writesOf, type Drafts, type TargetDraft } from './target-drafts'
import { TargetConflict } from './TargetConflict'
import { TargetRows } from './TargetRows'
import { parted, TOTAL, totalNode, totalOf, withTotal } from './total'
import type { Change, Writing } from './writing'
import styles from './planning.module.css'

interface EditorProps {
  plan: PlanRead
  writing: Writing
  items: readonly TargetRead[]
  onDone: () => void
}

/** All targets, node by node of the edition, saved as a whole; into the amendment where the plan is in force. */
export function TargetsEditor(props: EditorProps) {
  const terms = useWords(termWords)
  const query = useQuery(getBaselinesOptions({ path: { plan_id: props.plan.id } }))
  return (
    <QueryState query={query}>
      {(baselines) => <Editor {...props} nodes={[totalNode(baselines, terms.level.total), ...baselines.items]} />}
    </QueryState>
  )
}

/** What the amendment must say for the targets to become these. */
function changesTo(drafts: Drafts, before: readonly TargetRead[]): Change[] {
  const changed = new Set(differing(drafts, draftsOf(before)))
  const writes = writesOf(drafts, before)
  const kept = new Set(writes.map(({ indicator_id: id }) => id))
  return [
    ...writes.filter(({ indicator_id: id }) => changed.has(id)).map((target): Change => (target.indicator_id === TOTAL ? { kind: 'set_total', total: totalOf(target) } : { kind: 'set_target', target })),
    ...before.filter(({ indicator_id: id }) => !kept.has(id)).map(({ indicator_id: id }): Change => (id === TOTAL ? { kind: 'drop_total' } : { kind: 'drop_target', indicator_id: id })),
  ]
}

function Editor({ plan, writing, items, nodes, onDone }: EditorProps & { nodes: readonly BaselineRead[] }) {
  const words = useWords(planningWords)
  const plans = useWords(plansWords)
  const terms = useWords(termWords)
  const cache = useQueryClient()
  const [drafts, setDrafts] = useState<Drafts>(() => draftsOf(items))
  const [version, setVersion] = useState(plan.version)
  const [dimension, setDimension] = useState('1')
  const [told, setTold] = useState<string>()
  const [theirs, setTheirs] = useState<{ items: readonly TargetRead[]; version: number }>()
  const saving = useMutation({
    mutationFn: async (at: number) => {
      if (writing.amendment !== undefined) await writing.propose(...changesTo(drafts, items))
      else await setTargets({ path: { plan_id: plan.id }, headers: ifMatch(at), body: parted(writesOf(drafts, items)) })
    },
    onSuccess: async () => {
      // the plan has another version now: who submits it next must not meet a conflict with their own targets
      await cache.invalidateQueries()
      onDone()
    },
    onError: async (error) => {
      if (!isProblem(error) || error.status !== 412) return
      const path = { plan_id: plan.id }
      const [stored, now] = await Promise.all([getTargets({ path }), getPlan({ path })])
      setTheirs({ items: withTotal(stored.data, terms.level.total), version: now.data.version })
    },
  })
  const wrong = nodes.some(({ indicator_id: id, max }) => faultOf(drafts.get(id)?.baseline ?? '', max) !== undefined || faultOf(drafts.get(id)?.target ?? '', max) !== undefined)
  const change = (id: string, changed: Partial<TargetDraft>) => setDrafts(new Map(drafts).set(id, { ...(drafts.get(id) ?? EMPTY), ...changed }))
  const fill = () => {
    const done = filled(drafts, nodes)
    setDrafts(done.drafts)
    setTold(words.filled(done.filled, done.kept))
  }
  const shown = nodes.filter(({ code, level }) => level === TOTAL || code.split('.')[0] === dimension)
  return (
    <div className="stack">
      <div className="row">
        <DimensionSelect label={plans.dimension} year={plan.framework_year} value={dimension} onChange={(chosen) => setDimension(chosen ?? '1')} />
        <Button onClick={fill}>{words.fillBaselines}</Button>
        <Button type="primary" aria-disabled={wrong} loading={saving.isPending} onClick={() => !wrong && saving.mutate(version)}>
          {words.targetsSave}
        </Button>
        <Button onClick={onDone}>{words.targetsStop}</Button>
      </div>
      <EffectNote plan={plan} amending={writing.amendment !== undefined} />
      {told !== undefined && <p role="status">{told}</p>}
      {theirs !== undefined ? (
        <TargetConflict
          nodes={nodes}
          mine={drafts}
          theirs={draftsOf(theirs.items)}
          onMine={() => {
            setVersion(theirs.version)
            setTheirs(undefined)
            saving.mutate(theirs.version)
          }}
          onTheirs={() => {
            setVersion(theirs.version)
            setDrafts(draftsOf(theirs.items))
            setTheirs(undefined)
            saving.reset()
          }}
        />
      ) : (
        saving.error !== null && <ErrorState error={saving.error} />
      )}
      <div className={styles.scroll}>
        <TargetRows nodes={shown} drafts={drafts} onChange={change} />
      </div>
    </div>
  )
}
