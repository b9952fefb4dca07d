import { useQuery } from '@tanstack/react-query'
import { listSuccessionsOptions } from '@/api/@tanstack/react-query.gen'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import type { UnitView } from '@/lib/unit-view'
import { FilterSelect } from './Select'

/** Whose the work is, through changes of units. Nothing to choose where no unit has ever changed. */
export function UnitViewSelect({ value, onChange }: { value: UnitView | undefined; onChange: (view: UnitView | undefined) => void }) {
  const words = useWords(reorganisationWords)
  const changed = useQuery(listSuccessionsOptions({ query: { state: 'effective', limit: 1 } })).data?.items ?? []
  if (changed.length === 0) return null
  return <FilterSelect label={words.view} value={value} all={words.veryUnit} options={(['now', 'then'] as const).map((key) => ({ value: key, label: words.views[key] }))} onChange={onChange} />
}
