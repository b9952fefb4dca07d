import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { listSuccessionsOptions } from '@/api/@tanstack/react-query.gen'
import { Chips } from '@/components/Chips'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import type { UnitView } from '@/lib/unit-view'
import styles from './table.module.css'

/** Whose it is, through changes of units: as now unless the address says as then. Nothing to choose where no unit has ever changed. */
export function useUnitView(chosen: UnitView | undefined, onChoose: (view: UnitView | undefined) => void): { view: UnitView | undefined; control: ReactNode } {
  const words = useWords(reorganisationWords)
  const changed = useQuery(listSuccessionsOptions({ query: { state: 'effective', limit: 1 } }))
  if (changed.data === undefined || changed.data.items.length === 0) return { view: chosen, control: null }
  const view = chosen ?? 'now'
  const chips = (['now', 'then'] as const).map((key) => ({ key, label: words.views[key] }))
  return {
    view,
    control: (
      <div className={styles.unitView}>
        <span className="small" aria-hidden>
          {words.view}
        </span>
        <Chips label={words.view} chips={chips} chosen={view} onChoose={(key) => onChoose(key === 'now' ? undefined : key)} />
        <span className="secondary small">{words.notComparable}</span>
      </div>
    ),
  }
}
