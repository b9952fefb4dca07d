import { useQuery } from '@tanstack/react-query'
import { listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import { FilterSelect } from './Select'

interface UnitSelectProps {
  label: string
  value: string | undefined
  /** What no choice is called. */
  all: string
  /** What may stand in place of a unit. */
  more?: readonly { value: string; label: string }[]
  onChange: (unit: string | undefined) => void
}

/** One of the units of today, by its short name. */
export function UnitSelect({ more = [], ...props }: UnitSelectProps) {
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  return <FilterSelect {...props} options={[...more, ...(units.data?.items ?? []).map(({ id, short_name: label }) => ({ value: id, label }))]} />
}
