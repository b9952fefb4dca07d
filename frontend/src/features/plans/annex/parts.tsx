import { Button } from 'antd'
import { CircleCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { AnnexResult } from '@/api/types.gen'
import { ProgressBar } from '@/components/ProgressBar'
import { Mark } from '@/components/Status'
import { annexWords } from '@/i18n/annex'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import type { Progress } from './reading'
import { STEPS, type Step } from './use-annex'
import styles from './annex.module.css'

export function Steps({ now }: { now: Step }) {
  const words = useWords(annexWords)
  return (
    <ol className={styles.steps} aria-label={words.steps}>
      {STEPS.map((step, place) => (
        <li key={step} aria-current={step === now ? 'step' : undefined}>
          {place + 1}. {words.stepNames[step]}
        </li>
      ))}
    </ol>
  )
}

export function Reading({ progress: { step, done, total } }: { progress: Progress }) {
  const { reading } = useWords(annexWords)
  const said = step === 'reading' ? reading.reading(formatNumber(done), formatNumber(total)) : reading[step]
  return (
    <div className={styles.progress} role="status">
      <p>{said}</p>
      <ProgressBar done={done} total={total} label={said} />
    </div>
  )
}

/** Whether the plan already is what the file says. */
export function isNothing({ counts, doubts, errors }: AnnexResult): boolean {
  const changed = counts.tasks_new + counts.tasks_changed + counts.assignments_new + counts.assignments_changed + counts.targets_changed
  return changed === 0 && doubts.length === 0 && errors === 0
}

export function Nothing() {
  const words = useWords(annexWords)
  return (
    <div className="panel" role="status">
      <Mark icon={CircleCheck} colour="green">
        {words.nothing}
      </Mark>
      <p className="secondary">{words.nothingMore}</p>
    </div>
  )
}

/** What the file would do, in one sentence. */
export function Counts({ counts }: { counts: AnnexResult['counts'] }) {
  const words = useWords(annexWords)
  return <>{words.summary(formatNumber(counts.tasks_new), formatNumber(counts.tasks_changed), formatNumber(counts.assignments_new), formatNumber(counts.targets_changed))}</>
}

export function Summary({ seen, file }: { seen: AnnexResult; file: File }) {
  const words = useWords(annexWords)
  const place = useRef<HTMLDivElement>(null)
  // what was answered at the end of a long page is told at its beginning
  useEffect(() => place.current?.focus(), [seen])
  return (
    <div ref={place} tabIndex={-1} className={styles.summary}>
      <p style={{ overflowWrap: 'anywhere' }}>
        <strong>{file.name}</strong>: <Counts counts={seen.counts} />.
      </p>
      <p className="secondary small">
        {words.tables(seen.tables.join('; '))} {seen.tables_left_out.length > 0 && words.leftOut(seen.tables_left_out.join('; '))}
      </p>
    </div>
  )
}

interface NextProps {
  seen: AnnexResult
  /** How many questions have no answer yet. */
  open: number
  sending: boolean
  onErrors: () => void
  onNext: () => void
}

/** What is to be done now: answer, correct the file, or go on. */
export function Next({ seen, open, sending, onErrors, onNext }: NextProps) {
  const words = useWords(annexWords)
  if (seen.errors > 0)
    return (
      <>
        <span>{words.errorsHint(formatNumber(seen.errors))}</span>
        <Button type="primary" loading={sending} onClick={onErrors}>
          {words.errorsFile}
        </Button>
      </>
    )
  if (seen.doubts.length > 0) return <span>{words.unanswered(formatNumber(open))}</span>
  if (isNothing(seen)) return null
  return (
    <Button type="primary" onClick={onNext}>
      {words.next}
    </Button>
  )
}
