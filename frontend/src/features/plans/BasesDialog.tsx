import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { ArrowDown, ArrowUp, PencilLine, X } from 'lucide-react'
import { useState } from 'react'
import { listLegalBasesOptions } from '@/api/@tanstack/react-query.gen'
import { setPlanBases } from '@/api/sdk.gen'
import type { LegalBasisRead, PlanRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { FilterSelect } from '@/components/table/Select'
import { useSaving } from '@/components/use-saving'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { BasisForm } from './BasisForm'
import styles from './planning.module.css'

const NEW = 'new'

/** What the plan rests on, in the order in which it is cited: chosen among what is known, or written anew. */
export function BasesDialog({ plan, bases, onClose }: { plan: PlanRead; bases: LegalBasisRead[]; onClose: () => void }) {
  const words = useWords(planningWords)
  const [chosen, setChosen] = useState(bases)
  const [writing, setWriting] = useState<string | null>(null)
  const known = useQuery(listLegalBasesOptions({ query: { limit: 200 } })).data?.items ?? []
  const saving = useSaving({ mutationFn: () => setPlanBases({ path: { plan_id: plan.id }, headers: ifMatch(plan.version), body: { basis_ids: chosen.map(({ id }) => id) } }) }, onClose)
  const move = (at: number, by: number) => {
    const next = [...chosen]
    next.splice(at + by, 0, ...next.splice(at, 1))
    setChosen(next)
  }
  const rest = known.filter(({ id }) => !chosen.some((basis) => basis.id === id))
  return (
    <Dialog
      title={words.basesEdit}
      onClose={onClose}
      width={720}
      actions={
        <Button type="primary" aria-disabled={writing !== null} loading={saving.isPending} onClick={() => writing === null && saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        <ul className={styles.lines}>
          {chosen.map((basis, at) => (
            <li key={basis.id}>
              <span>{basis.cited}</span>
              <span>
                {basis.allowed_actions.includes('edit') && (
                  <Button type="text" aria-label={words.basisCorrect(basis.cited)} icon={<PencilLine size={16} aria-hidden />} aria-disabled={writing !== null} onClick={() => writing === null && setWriting(basis.id)} />
                )}
                {at > 0 && <Button type="text" aria-label={words.moveUp(basis.cited)} icon={<ArrowUp size={16} aria-hidden />} onClick={() => move(at, -1)} />}
                {at < chosen.length - 1 && <Button type="text" aria-label={words.moveDown(basis.cited)} icon={<ArrowDown size={16} aria-hidden />} onClick={() => move(at, 1)} />}
                <Button type="text" aria-label={words.remove(basis.cited)} icon={<X size={16} aria-hidden />} aria-disabled={writing === basis.id} onClick={() => writing !== basis.id && setChosen(chosen.filter(({ id }) => id !== basis.id))} />
              </span>
            </li>
          ))}
        </ul>
        {rest.length > 0 && (
          <FilterSelect
            label={words.basisChoose}
            value={undefined}
            all="–"
            options={rest.map((basis) => ({ value: basis.id, label: basis.cited.slice(0, 90) }))}
            onChange={(id) => {
              const basis = rest.find((item) => item.id === id)
              if (basis !== undefined) setChosen([...chosen, basis])
            }}
          />
        )}
        {writing === null ? (
          <Button onClick={() => setWriting(NEW)}>{words.basisAdd}</Button>
        ) : (
          <BasisForm
            key={writing}
            basis={chosen.find(({ id }) => id === writing)}
            onClose={() => setWriting(null)}
            onStored={(basis) => {
              const known = chosen.some(({ id }) => id === basis.id)
              setChosen(known ? chosen.map((other) => (other.id === basis.id ? basis : other)) : [...chosen, basis])
              setWriting(null)
            }}
          />
        )}
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}
