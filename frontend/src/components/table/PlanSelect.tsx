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

/** Which approved plan a page is about, or the draft that its address names. Nothing to choose where there is only one. */
export function PlanSelect({ value, onChange }: PlanSelectProps) {
  const words = useWords(planningWords)
  const plans = useQuery(listPlansOptions({ query: { limit: 200 } })).data?.items.filter(({ id, state }) => state === 'approved' || id === value) ?? []
  if (plans.length < 2) return null
  const options = plans.map(({ id, year, state, in_force: current }) => ({ value: id, label: state === 'approved' ? words.planChoice(year, current) : words.planOption(year, words.state[state]) }))
  return <FilterSelect label={words.chosen} value={planMeant(plans, value)?.id} options={options} onChange={(id) => onChange(plans.some((plan) => plan.id === id && plan.in_force) ? undefined : id)} />
}
