import { useQuery } from '@tanstack/react-query'
import { listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import type { Role } from '@/api/types.gen'
import { adminWords } from '@/i18n/admin'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'

export interface Post {
  unit: string
  role: Role
}

/** A unit and the role in it. */
export function RoleFields({ value, onChange }: { value: Post; onChange: (value: Post) => void }) {
  const words = useWords(adminWords)
  const terms = useWords(termWords)
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  return (
    <div className="row">
      <label>
        {words.unit}{' '}
        <select className="input" value={value.unit} onChange={(event) => onChange({ ...value, unit: event.target.value })}>
          <option value="">–</option>
          {(units.data?.items ?? []).map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.short_name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.role}{' '}
        <select className="input" value={value.role} onChange={(event) => onChange({ ...value, role: event.target.value as Role })}>
          {(Object.keys(terms.role) as Role[]).map((role) => (
            <option key={role} value={role}>
              {terms.role[role]}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
