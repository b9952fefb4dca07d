import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { getUnitPlanSuggestionsOptions } from '@/api/@tanstack/react-query.gen'
import { addUnitPlanItems } from '@/api/sdk.gen'
import type { ItemKind, UnitPlanRead, UnitPlanSuggestion } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { keepPlan } from './rows'
import styles from './unit-plans.module.css'

/** What the unit may start from: what people rate low, and its plan of the year before. */
export function Suggestions({ plan }: { plan: UnitPlanRead }) {
  const words = useWords(unitPlansWords)
  const cache = useQueryClient()
  const options = getUnitPlanSuggestionsOptions({ path: { unit_plan_id: plan.id } })
  const { data } = useQuery(options)
  const using = useMutation({
    mutationFn: async (chosen: readonly UnitPlanSuggestion[]) => keepPlan((await addUnitPlanItems({ path: { unit_plan_id: plan.id }, body: { items: chosen.map(asItem) } })).data),
    onSuccess: () => void cache.invalidateQueries({ queryKey: options.queryKey }),
  })
  const items = data?.items ?? []
  const lastYear = items.filter(({ source }) => source === 'last_year')
  if (items.length === 0) return null
  return (
    <details>
      <summary>
        {words.suggestions} ({items.length})
      </summary>
      {lastYear.length > 1 && (
        <Button size="small" onClick={() => using.mutate(lastYear)}>
          {words.useAll(lastYear.length)}
        </Button>
      )}
      <ul className={`stack stack--close ${styles.suggested}`}>
        {items.map((item, place) => (
          <li key={`${item.source}-${item.indicator?.code ?? ''}-${place}`}>
            <span>
              {[item.indicator === null ? null : `${item.indicator.code} ${item.indicator.name}`, item.text].filter(Boolean).join(': ')}{' '}
              <span className="secondary small">{item.source === 'low_rated' ? words.suggestLow(item.note ?? '–') : words.suggestYear(item.note ?? '–')}</span>
            </span>
            <Button size="small" onClick={() => using.mutate([item])}>
              {words.use}
            </Button>
          </li>
        ))}
      </ul>
      {using.error !== null && <ErrorState error={using.error} />}
    </details>
  )
}

function asItem({ kind, indicator, text, cause, person, due_text, deliverable }: UnitPlanSuggestion) {
  return { kind: kind as ItemKind, indicator_id: indicator?.id ?? null, text, cause, person, due_text, deliverable }
}
