import styles from './table.module.css'

interface SelectProps<V extends string> {
  label: string
  value: V | undefined
  options: readonly { value: V; label: string }[]
  all: string
  onChange: (value: V | undefined) => void
}

/** A visible filter of a list. */
export function FilterSelect<V extends string>({ label, value, options, all, onChange }: SelectProps<V>) {
  return (
    <label className={styles.filter}>
      {label}
      <select className="input" value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? undefined : (event.target.value as V))}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
