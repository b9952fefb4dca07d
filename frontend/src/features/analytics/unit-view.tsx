import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { listSuccessionsOptions } from '@/api/@tanstack/react-query.gen'
import { Chips } from '@/components/Chips'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'

export type UnitView = 'then' | 'now'

/** Whose work it is, through changes of units: as then or as now. Nothing to choose where no unit has ever changed. */
export function useUnitView(): { view: UnitView | undefined; control: ReactNode } {
  const words = useWords(reorganisationWords)
  const changed = useQuery(listSuccessionsOptions({ query: { state: 'effective', limit: 1 } }))
  const [view, setView] = useState<UnitView>('now')
  if (changed.data === undefined || changed.data.items.length === 0) return { view: undefined, control: null }
  const chips = (['now', 'then'] as const).map((key) => ({ key, label: words.views[key] }))
  return {
    view,
    control: (
      <div>
        <Chips label={words.view} chips={chips} chosen={view} onChoose={setView} />
        <p className="secondary small">{words.notComparable}</p>
      </div>
    ),
  }
}
