import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import { FieldFrame } from '@/components/Field'
import { namedList } from '@/components/named-list'
import { matches } from '@/lib/search'

interface UnitsProps {
  label: string
  value: readonly string[]
  /** Units that stand elsewhere already. */
  without?: readonly string[]
  optional?: boolean
  onChange: (ids: string[]) => void
}

/** Units by name, several of them, found without diacritics. */
export function UnitsSelect({ label, value, without = [], optional, onChange }: UnitsProps) {
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } })).data?.items ?? []
  const options = units.filter(({ id }) => !without.includes(id)).map((unit) => ({ value: unit.id, label: unit.short_name }))
  return <ManySelect label={label} value={value} options={options} optional={optional} onChange={onChange} />
}

interface ManyProps {
  label: string
  value: readonly string[]
  options: readonly { value: string; label: string }[]
  optional?: boolean
  onChange: (values: string[]) => void
}

export function ManySelect({ label, value, options, optional, onChange }: ManyProps) {
  return (
    <FieldFrame label={label} optional={optional}>
      {({ id }) => (
        <Select<string[]>
          id={id}
          mode="multiple"
          value={[...value]}
          options={[...options]}
          maxTagCount={6}
          style={{ width: '100%' }}
          showSearch={{ filterOption: (typed, option) => option !== undefined && matches(option.label as string, typed) }}
          popupRender={namedList(label)}
          onChange={onChange}
        />
      )}
    </FieldFrame>
  )
}
