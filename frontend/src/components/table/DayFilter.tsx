import { useId } from 'react'
import { DayPicker } from '@/components/DayField'
import type { Day } from '@/lib/format'
import styles from './table.module.css'

interface DayFilterProps {
  label: string
  value: Day | undefined
  required?: boolean
  onChange: (day: Day | undefined) => void
}

/** A day by which a list is filtered. */
export function DayFilter({ label, value, required, onChange }: DayFilterProps) {
  const id = useId()
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      <DayPicker id={id} value={value ?? null} required={required} onChange={(day) => onChange(day ?? undefined)} />
    </div>
  )
}
