import type { Role } from '@/api/types.gen'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { adminWords } from '@/i18n/admin'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import styles from './people.module.css'

export interface Post {
  unit: string
  role: Role
}

/** A unit and the role in it. */
export function RoleFields({ value, onChange }: { value: Post; onChange: (value: Post) => void }) {
  const words = useWords(adminWords)
  const terms = useWords(termWords)
  const roles = (Object.keys(terms.role) as Role[]).map((role) => ({ value: role, label: terms.role[role] }))
  return (
    <div className={styles.post}>
      <UnitSelect label={words.unit} value={value.unit === '' ? undefined : value.unit} all={words.chooseUnit} onChange={(unit) => onChange({ ...value, unit: unit ?? '' })} />
      <FilterSelect label={words.role} value={value.role} options={roles} onChange={(role) => role !== undefined && onChange({ ...value, role })} />
    </div>
  )
}
