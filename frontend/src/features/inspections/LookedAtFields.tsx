import { useQuery } from '@tanstack/react-query'
import { listIndicatorsOptions, listTasksOptions } from '@/api/@tanstack/react-query.gen'
import { PickList } from '@/components/PickList'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'

/** The indicators of the edition and the tasks of the plan, to choose among. */
export function useLookedAt() {
  const indicators = useQuery(listIndicatorsOptions({ query: { level: 'indicator', limit: 200 } }))
  const tasks = useQuery(listTasksOptions({ query: { limit: 200 } }))
  return {
    indicators: (indicators.data?.items ?? []).map(({ id, code, name_vi: name }) => ({ id, label: `${code} ${name}` })),
    tasks: (tasks.data?.items ?? []).map(({ id, title, source_ref: note }) => ({ id, label: title, note })),
  }
}

interface LookedAtProps {
  indicators: readonly string[]
  tasks: readonly string[]
  onChange: (given: { indicators: readonly string[] } | { tasks: readonly string[] }) => void
}

/** What an inspection looks at; folded away, for most look at all that was given to the unit. */
export function LookedAtFields({ indicators, tasks, onChange }: LookedAtProps) {
  const words = useWords(inspectionWords)
  const known = useLookedAt()
  return (
    <>
      <details open={indicators.length > 0}>
        <summary>{words.indicators}</summary>
        <PickList title={words.indicators} none={words.lookedNone} some={words.unitsSome} items={known.indicators} chosen={indicators} onChoose={(ids) => onChange({ indicators: ids })} />
      </details>
      <details open={tasks.length > 0}>
        <summary>{words.tasks}</summary>
        <PickList title={words.tasks} none={words.lookedNone} some={words.unitsSome} items={known.tasks} chosen={tasks} onChoose={(ids) => onChange({ tasks: ids })} />
      </details>
    </>
  )
}
