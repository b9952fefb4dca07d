import { useQuery } from '@tanstack/react-query'
import { listPlansOptions } from '@/api/@tanstack/react-query.gen'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { planMeant } from '@/lib/plan-meant'
import { FilterSelect } from './Select'

interface PlanSelectProps {
  /** The plan that the address names, if any. */
  value: string | undefined
  /** The plan in force is what the page shows by itself: choosing it takes the name out of the address. */
  onChange: (plan: string | undefined) => void
}

/** Which approved plan a page is about. Nothing to choose where there is only one. */
export function PlanSelect({ value, onChange }: PlanSelectProps) {
  const words = useWords(planningWords)
  const plans = useQuery(listPlansOptions({ query: { state: 'approved', limit: 200 } })).data?.items ?? []
  if (plans.length < 2) return null
  const options = plans.map(({ id, year, in_force: current }) => ({ value: id, label: words.planChoice(year, current) }))
  return <FilterSelect label={words.chosen} value={planMeant(plans, value)?.id} options={options} onChange={(id) => onChange(plans.some((plan) => plan.id === id && plan.in_force) ? undefined : id)} />
}
