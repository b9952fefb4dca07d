import { PencilLine } from 'lucide-react'
import type { AnswerRead } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { askingWords } from '@/i18n/asking'
import { deskWords } from '@/i18n/desk'
import { useWords } from '@/i18n/words'
import { ReviewPart, type Handling } from '@/features/reports/ReviewPart'
import { sayAnswer } from './AnswersPane'
import styles from './asking.module.css'

interface ReviewAnswerProps extends Handling {
  answer: AnswerRead
  number: number
}

/** One answer under review, with what was answered before where the latest sending changed it. */
export function ReviewAnswer({ answer, number, ...handling }: ReviewAnswerProps) {
  const words = useWords(askingWords)
  const desk = useWords(deskWords)
  const { question, value, changed_since: before } = answer
  return (
    <ReviewPart
      part={answer}
      title={`${number}. ${question.text}`}
      selectLabel={desk.selectAnswer(number)}
      facts={before !== null && <Mark icon={PencilLine} colour="blue">{words.changed}</Mark>}
      {...handling}
    >
      <p className={value === null ? 'secondary' : styles.said}>{sayAnswer(question, value, words) ?? words.noAnswer}</p>
      {before !== null && (
        <p className={styles.was}>
          {words.before}: <del>{sayAnswer(question, before.value, words) ?? words.noAnswer}</del>
        </p>
      )}
    </ReviewPart>
  )
}
