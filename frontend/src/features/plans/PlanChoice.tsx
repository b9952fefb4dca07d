import { Button } from 'antd'
import { useState } from 'react'
import type { PlanRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { FilterSelect } from '@/components/table/Select'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { may, useMe, useToday } from '@/lib/session/access'
import { CopyDialog } from './CopyDialog'
import { NewPlanDialog } from './PlanDialog'
import type { PlanSearch } from './search'
import styles from './planning.module.css'

interface ChoiceProps {
  /** All that may be opened, the drafts that were given up among them. */
  plans: readonly PlanRead[]
  plan: PlanRead | undefined
  loaded: boolean
  onSearch: (search: PlanSearch) => void
}

/** Which plan, where there are several; and how a new one is made, from nothing or from another year's. */
export function PlanChoice({ plans, plan, loaded, onSearch }: ChoiceProps) {
  const words = useWords(planningWords)
  const writes = may(useMe(), 'plan.edit')
  const thisYear = Number(useToday().slice(0, 4))
  const making = writes && <Making plans={plans} plan={plan} thisYear={thisYear} onSearch={onSearch} />
  if (plan === undefined) return loaded && <EmptyState actions={making === false ? undefined : making}>{writes ? words.none(thisYear) : words.noneAtAll}</EmptyState>
  const behind = writes && plan.state === 'approved' && plan.year < thisYear && !plans.some(({ year }) => year > plan.year)
  return (
    <>
      <div className={styles.making}>
        {plans.length > 1 && (
          <div className={styles.choice}>
            <FilterSelect label={words.chosen} value={plan.id} options={plans.map((item) => ({ value: item.id, label: words.planOption(item.year, words.state[item.state]) }))} onChange={(id) => onSearch({ plan: id })} />
          </div>
        )}
        {making}
      </div>
      {behind && (
        <p role="note" className={styles.note} data-colour="amber">
          {words.none(plan.year + 1)}
        </p>
      )}
    </>
  )
}

/** The two ways to the next plan; each starts from the next year that has none. */
function Making({ plans, plan, thisYear, onSearch }: Omit<ChoiceProps, 'loaded'> & { thisYear: number }) {
  const words = useWords(planningWords)
  const [open, setOpen] = useState<'new' | 'copy' | null>(null)
  const source = [plan, ...plans].find((item) => item?.allowed_actions.includes('copy'))
  const free = (from: number): number => (plans.some(({ year, state }) => year === from && state !== 'discarded') ? free(from + 1) : from)
  const close = () => setOpen(null)
  const made = (id: string) => {
    close()
    onSearch({ plan: id, view: 'tasks' })
  }
  return (
    <>
      <Button type={plan === undefined ? 'primary' : 'default'} onClick={() => setOpen('new')}>
        {words.make}
      </Button>
      {source !== undefined && <Button onClick={() => setOpen('copy')}>{words.copyTo(free(source.year + 1))}</Button>}
      {open === 'new' && <NewPlanDialog year={free(thisYear)} onClose={close} onMade={made} />}
      {open === 'copy' && source !== undefined && <CopyDialog plan={source} year={free(source.year + 1)} onClose={close} onMade={made} />}
    </>
  )
}
