import { Select } from 'antd'
import { useId } from 'react'
import { namedList } from '@/components/named-list'
import { matches } from '@/lib/search'
import styles from './table.module.css'

interface SelectProps<V extends string> {
  label: string
  value: V | undefined
  options: readonly { value: V; label: string }[]
  /** What no choice is called; absent where one must be chosen. */
  all?: string
  onChange: (value: V | undefined) => void
  /** Where the server finds the options by what is typed. */
  onType?: (typed: string) => void
}

/** From so many choices on, one types rather than looks. */
const MANY = 9

/** A visible filter of a list; a long one is searched by typing, without diacritics. */
export function FilterSelect<V extends string>({ label, value, options, all, onChange, onType }: SelectProps<V>) {
  const id = useId()
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      <Select<V>
        id={id}
        value={value ?? null}
        placeholder={all ?? ''}
        allowClear={all !== undefined}
        options={[...options]}
        popupMatchSelectWidth={false}
        popupRender={namedList(label)}
        showSearch={onType !== undefined ? { onSearch: onType, filterOption: false } : options.length >= MANY && { filterOption: (typed, option) => option !== undefined && matches(option.label as string, typed) }}
        onChange={(chosen: V | undefined) => onChange(chosen)}
      />
    </div>
  )
}
