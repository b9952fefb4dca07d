import { FilterSelect } from '@/components/table/Select'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'

export type Overlap = '0' | '1' | '24' | '72' | '168'

interface OverlapProps {
  label: string
  value: Overlap
  onChange: (value: Overlap) => void
}

/** For how many hours a secret serves on beside the one that takes its place. */
export function OverlapSelect({ label, value, onChange }: OverlapProps) {
  const { overlaps } = useWords(connectionsWords)
  const options = (Object.keys(overlaps) as Overlap[]).map((hours) => ({ value: hours, label: overlaps[hours] }))
  return <FilterSelect<Overlap> label={label} value={value} options={options} onChange={(hours) => onChange(hours ?? '24')} />
}
