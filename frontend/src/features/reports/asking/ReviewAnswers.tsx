import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useId } from 'react'
import { listAnswersOptions } from '@/api/@tanstack/react-query.gen'
import type { AnswerRead, ReportRead } from '@/api/types.gen'
import { QueryState } from '@/components/QueryState'
import { Mark } from '@/components/Status'
import { askingWords } from '@/i18n/asking'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { AnswerSaid, sayAnswer } from './AnswersPane'
import styles from './asking.module.css'

/** What the unit answered to the questions of the period, over its lines; nothing where none was asked. */
export function ReviewAnswers({ report }: { report: ReportRead }) {
  const words = useWords(askingWords)
  const id = useId()
  const answers = useQuery({ ...listAnswersOptions({ path: { report_id: report.id } }), enabled: report.answers_total > 0 })
  if (report.answers_total === 0) return null
  return (
    <section className={styles.answers} aria-labelledby={id}>
      <h3 id={id}>{words.answers}</h3>
      <QueryState query={answers} heights={[96, 96]}>
        {({ items }) => items.map((answer, at) => <ReviewedAnswer key={answer.id} answer={answer} number={at + 1} />)}
      </QueryState>
    </section>
  )
}

function ReviewedAnswer({ answer, number }: { answer: AnswerRead; number: number }) {
  const words = useWords(askingWords)
  const terms = useWords(termWords)
  const { changed_since: before, reason, review_state: state, question } = answer
  return (
    <article className={styles.card} data-changed={before !== null}>
      <AnswerSaid answer={answer} number={number} />
      {before !== null && (
        <p className={styles.was}>
          {words.before}: <del>{sayAnswer(question, before.value, words) ?? words.noAnswer}</del>
        </p>
      )}
      {state === 'returned' && (
        <p>
          <Mark icon={Undo2} colour="red" fill>
            {terms.line.returned}
          </Mark>{' '}
          {reason}
        </p>
      )}
    </article>
  )
}
