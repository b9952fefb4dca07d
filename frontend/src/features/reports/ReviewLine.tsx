import { Check, Copy, Paperclip, PencilLine } from 'lucide-react'
import type { LineRead } from '@/api/types.gen'
import { AlikeMark } from '@/components/Alike'
import { Mark } from '@/components/Status'
import { deskWords } from '@/i18n/desk'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { formatPercent } from '@/lib/format'
import type { Against } from './review-changes'
import { Compared } from './ReviewCompared'
import { ReviewPart, type Handling } from './ReviewPart'
import styles from './review-line.module.css'

interface ReviewLineProps extends Handling {
  line: LineRead
  against: Against
}

/** One line under review. The one at hand shows this period beside the last. */
export function ReviewLine({ line, against, ...handling }: ReviewLineProps) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const desk = useWords(deskWords)
  return (
    <ReviewPart
      part={line}
      title={`${line.number}. ${line.task.title}`}
      selectLabel={desk.selectLine(line.number)}
      aside={<Percent line={line} />}
      facts={
        <>
          <Changed line={line} />
          {line.self_done && <Mark icon={Check} colour="blue">{words.selfDone}</Mark>}
          {line.carried_forward && <Mark icon={Copy} colour="purple">{words.keep}</Mark>}
          {line.evidence.some((document) => document.alike) && <AlikeMark />}
          {line.evidence.length > 0 && (
            <span className="secondary small">
              <Paperclip size={14} aria-hidden /> {review.documentCount(line.evidence.length)}
            </span>
          )}
        </>
      }
      {...handling}
    >
      {handling.current ? <Compared line={line} against={against} /> : <p className={styles.excerpt}>{line.result || review.nothingWritten}</p>}
    </ReviewPart>
  )
}

function Percent({ line }: { line: LineRead }) {
  const before = line.previous?.percent
  return (
    <span className={styles.percent}>
      {line.percent === null ? '–' : formatPercent(line.percent)}
      {before != null && <span className="secondary"> ({formatPercent(before)})</span>}
    </span>
  )
}

/** What the unit has changed since the report went back; of a line that went back and came as it was, that too. */
function Changed({ line }: { line: LineRead }) {
  const desk = useWords(deskWords)
  if (line.before === null) return null
  const names = line.before.changed.map((name) => desk.fields[name] ?? name)
  return names.length === 0 ? <Mark icon={Copy} colour="grey">{desk.sentAgain}</Mark> : <Mark icon={PencilLine} colour="blue">{desk.changedFields(names.join(', '))}</Mark>
}
