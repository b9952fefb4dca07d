import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Eye, Plus } from 'lucide-react'
import { getPlanOptions, listIndicatorsOptions } from '@/api/@tanstack/react-query.gen'
import { addUnitPlanItems, followMeasure } from '@/api/sdk.gen'
import type { UnitPlanItemRead, UnitPlanRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import type { Drafts } from '@/lib/drafts/drafts'
import { formatDay } from '@/lib/format'
import { ItemFields, type Choice } from './ItemFields'
import { keepPlan, type RowDraft } from './rows'
import styles from './unit-plans.module.css'

interface ItemsProps {
  plan: UnitPlanRead
  drafts: Drafts<RowDraft>
}

/** Limits, each with the measures that answer it; then measures that answer none. */
export function Items({ plan, drafts }: ItemsProps) {
  const words = useWords(unitPlansWords)
  const editable = plan.number === 0 && plan.allowed_actions.includes('edit')
  const indicators = useIndicators(plan, editable)
  const limits = plan.items.filter(({ kind }) => kind === 'limit')
  const measures = plan.items.filter(({ kind }) => kind === 'measure')
  const others = measures.filter(({ limit_id: of }) => of === null)
  const adding = useMutation({
    mutationFn: async (item: { kind: 'limit' | 'measure'; limit_id?: string; indicator_id?: string | null }) => keepPlan((await addUnitPlanItems({ path: { unit_plan_id: plan.id }, body: { items: [item] } })).data),
  })
  const shared = { plan, drafts, editable, indicators }
  return (
    <section className="stack" aria-labelledby="limits">
      <h2 id="limits">{words.limits}</h2>
      {plan.items.length === 0 && <EmptyState>{words.noItems}</EmptyState>}
      {limits.map((limit, place) => (
        <article key={limit.id} className={styles.limit}>
          <Item {...shared} item={limit} title={words.limitNumber(place + 1)} />
          <Measures {...shared} measures={measures.filter(({ limit_id: of }) => of === limit.id)} />
          {editable && (
            <div>
              <Button icon={<Plus size={16} aria-hidden />} onClick={() => adding.mutate({ kind: 'measure', limit_id: limit.id, indicator_id: limit.indicator?.id ?? null })}>
                {words.addMeasure}
              </Button>
            </div>
          )}
        </article>
      ))}
      {others.length > 0 && (
        <article className={styles.limit}>
          <h3>{words.otherMeasures}</h3>
          <Measures {...shared} measures={others} />
        </article>
      )}
      {adding.error !== null && <ErrorState error={adding.error} />}
      {editable && (
        <div className="row">
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => adding.mutate({ kind: 'limit' })}>
            {words.addLimit}
          </Button>
          <Button onClick={() => adding.mutate({ kind: 'measure' })}>{`${words.addMeasure} (${words.otherMeasures.toLowerCase()})`}</Button>
        </div>
      )}
    </section>
  )
}

/** The nodes of the plan's edition, as one finds them by typing. */
function useIndicators(plan: UnitPlanRead, wanted: boolean): readonly Choice[] {
  const year = useQuery({ ...getPlanOptions({ path: { plan_id: plan.plan.id } }), enabled: wanted }).data?.framework_year
  const query = useQuery({ ...listIndicatorsOptions({ query: { framework: year, limit: 200 } }), enabled: year !== undefined })
  return (query.data?.items ?? []).map(({ id, code, name_vi: name }) => ({ value: id, label: `${code} ${name}` }))
}

interface RowProps extends ItemsProps {
  editable: boolean
  indicators: readonly Choice[]
}

function Measures({ measures, ...shared }: RowProps & { measures: readonly UnitPlanItemRead[] }) {
  const words = useWords(unitPlansWords)
  return (
    <div className={styles.measures}>
      {measures.map((measure, place) => (
        <Item key={measure.id} {...shared} item={measure} title={words.measureNumber(place + 1)} />
      ))}
    </div>
  )
}

function Item({ item, title, drafts, editable, indicators }: RowProps & { item: UnitPlanItemRead; title: string }) {
  if (editable && item.allowed_actions.includes('edit')) return <ItemFields item={item} title={title} drafts={drafts} indicators={indicators} />
  return item.kind === 'limit' ? <Limit item={item} title={title} /> : <Measure item={item} title={title} />
}

function Limit({ item, title }: { item: UnitPlanItemRead; title: string }) {
  const words = useWords(unitPlansWords)
  return (
    <div>
      <h3>
        {title}: {item.text}
      </h3>
      {item.indicator !== null && (
        <p className="secondary small">
          {item.indicator.code} {item.indicator.name}
        </p>
      )}
      {item.cause !== '' && (
        <p>
          <span className="secondary">{words.cause}:</span> {item.cause}
        </p>
      )}
    </div>
  )
}

function Measure({ item, title }: { item: UnitPlanItemRead; title: string }) {
  const words = useWords(unitPlansWords)
  const cache = useQueryClient()
  const following = useMutation({
    mutationFn: async () => keepPlan((await followMeasure({ path: { item_id: item.id } })).data),
    onSuccess: () => void cache.invalidateQueries(),
  })
  const facts = [item.person, item.due_on === null ? null : formatDay(item.due_on), item.due_text, item.deliverable]
  return (
    <div className={styles.measure}>
      <div>
        <p>
          <strong>{title}.</strong> {item.text}
        </p>
        <p className="secondary small">{facts.filter(Boolean).join(' · ')}</p>
        {following.error !== null && <ErrorState error={following.error} />}
      </div>
      {item.assignment_id !== null && (
        <AppLink href={`/plan?assignment=${item.assignment_id}`} className={styles.follow}>
          <Eye size={16} aria-hidden /> {words.followedLink}
        </AppLink>
      )}
      {item.allowed_actions.includes('follow') && (
        <Button size="small" loading={following.isPending} onClick={() => following.mutate()}>
          {words.follow}
        </Button>
      )}
    </div>
  )
}
