import { useQuery } from '@tanstack/react-query'
import { getFrameworkOptions } from '@/api/@tanstack/react-query.gen'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { FilterSelect } from './Select'

interface DimensionSelectProps {
  label: string
  /** The edition whose dimensions these are, once it is known. */
  year: number | undefined
  value: string | undefined
  /** What belongs to no dimension, where one may ask for that. */
  none?: string
  onChange: (dimension: string | undefined) => void
}

/** One of the dimensions of an edition, by number and name. */
export function DimensionSelect({ label, year, value, none, onChange }: DimensionSelectProps) {
  const { all } = useWords(commonWords)
  const framework = useQuery({ ...getFrameworkOptions({ path: { year: year ?? 0 } }), enabled: year !== undefined, staleTime: Infinity })
  const dimensions = (framework.data?.tree ?? []).map(({ code, name_vi: name }) => ({ value: code, label: `${code}. ${name}` }))
  return <FilterSelect label={label} value={value} all={all} options={none === undefined ? dimensions : [...dimensions, { value: 'none', label: none }]} onChange={onChange} />
}
