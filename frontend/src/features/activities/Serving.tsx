import { useQuery } from '@tanstack/react-query'
import { listIndicatorsOptions, listPlansOptions, listTasksOptions } from '@/api/@tanstack/react-query.gen'
import { PickList } from '@/components/PickList'
import { FilterSelect } from '@/components/table/Select'
import { activityWords } from '@/i18n/activities'
import { useWords } from '@/i18n/words'
import { planMeant } from '@/lib/plan-meant'
import type { Draft } from './draft'

const MOST = 200

/** Which task and which indicators the activity serves, where it serves any. */
export function Serving({ draft, onChange }: { draft: Draft; onChange: (given: Partial<Draft>) => void }) {
  const words = useWords(activityWords)
  const plans = useQuery(listPlansOptions({ query: { limit: MOST } }))
  const plan = planMeant(plans.data?.items ?? [], undefined)
  const tasks = useQuery({ ...listTasksOptions({ query: { limit: MOST, plan: plan?.id } }), enabled: plan !== undefined })
  const indicators = useQuery({ ...listIndicatorsOptions({ query: { limit: MOST, level: 'indicator', framework: plan?.framework_year } }), enabled: plan !== undefined })
  const options = (tasks.data?.items ?? []).map(({ id, title, source_ref: ref }) => ({ value: id, label: `${ref} · ${title}` }))
  return (
    <>
      <FilterSelect label={words.task} value={draft.task_id} all={words.taskNone} options={options} onChange={(task_id) => onChange({ task_id })} />
      <details>
        <summary>
          {words.indicators} <span className="secondary">({draft.indicator_ids.length === 0 ? words.indicatorsNone : words.indicatorsSome(draft.indicator_ids.length)})</span>
        </summary>
        <PickList
          title={words.indicators}
          none={words.indicatorsNone}
          some={words.indicatorsSome}
          items={(indicators.data?.items ?? []).map(({ id, code, name_vi: name }) => ({ id, label: `${code} ${name}` }))}
          chosen={draft.indicator_ids}
          onChoose={(indicator_ids) => onChange({ indicator_ids })}
        />
      </details>
    </>
  )
}
