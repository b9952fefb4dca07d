import { Button, Segmented } from 'antd'
import { Check } from 'lucide-react'
import { Chips } from '@/components/Chips'
import { deskWords } from '@/i18n/desk'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import type { Against } from './review-changes'
import { marksToGive } from './review-decisions'
import { PART_FILTERS, passing } from './review-filter'
import { isAnswer, type ReviewPart } from './review-marks'
import type { ReviewState } from './use-review'
import styles from './review-many.module.css'

interface ToolsProps {
  state: ReviewState
  all: readonly ReviewPart[]
  /** Null where the report was sent once: there is only the last period to compare it with. */
  against: Against | null
  onAgainst: (against: Against) => void
}

/** Which parts are shown, what they are compared with, and one mark for all that are shown or selected. */
export function ReviewTools({ state, all, against, onAgainst }: ToolsProps) {
  const words = useWords(deskWords)
  const { filter, selected, open, many } = state
  const chips = PART_FILTERS.map((key) => ({ key, label: words.filters[key], count: passing(all, key).length }))
  const { outcomes } = many
  const mixed = all.some(isAnswer)
  const missed = outcomes.filter(({ status }) => status !== 200).length
  if (selected.length > 0) return <Selection state={state} mixed={mixed} />
  return (
    <>
      <div className={styles.tools}>
        <Chips chips={chips.filter(({ key, count }) => key === 'all' || key === filter || count > 0)} chosen={filter} onChoose={state.choose} label={words.filter} />
        {against !== null && (
          <span className={styles.against}>
            {words.against}
            <Segmented<Against> size="small" aria-label={words.against} value={against} options={[{ value: 'sending', label: words.lastSending }, { value: 'period', label: words.lastPeriod }]} onChange={onAgainst} />
          </span>
        )}
        {filter !== 'all' && open.length > 0 && (
          <Button size="small" aria-disabled={many.busy} onClick={() => !many.busy && state.markOpen()}>
            <Check size={16} aria-hidden /> {words.markShown(open.length, mixed)}
          </Button>
        )}
      </div>
      <div role="status">
        {outcomes.length > 0 && (
          <p className={styles.selection}>
            {words.markedMany(outcomes.length - missed, mixed)} {missed > 0 && words.notMarked(missed, mixed)}
          </p>
        )}
      </div>
    </>
  )
}

/** What is done with the chosen parts, in the place of the filter: what is below stays where it is. */
function Selection({ state: { selected, many, decide, drop }, mixed }: { state: ReviewState; mixed: boolean }) {
  const words = useWords(deskWords)
  const reports = useWords(reportsWords)
  return (
    <div className={styles.selection} role="group" aria-label={words.selectionActs}>
      <strong role="status">{words.selected(selected.length, mixed)}</strong>
      {marksToGive(reports).map(({ decision, icon: Icon, said }, index) => (
        <Button size="small" key={decision} aria-disabled={many.busy} onClick={() => !many.busy && decide(decision)}>
          <Icon size={16} aria-hidden /> {said} <kbd>{index + 1}</kbd>
        </Button>
      ))}
      <Button size="small" type="link" onClick={drop}>
        {words.dropSelection} <kbd>Esc</kbd>
      </Button>
    </div>
  )
}
