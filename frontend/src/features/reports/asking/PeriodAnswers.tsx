import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listPeriodAnswersOptions, summariseAnswersOptions } from '@/api/@tanstack/react-query.gen'
import type { QuestionSummary } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { QueryState } from '@/components/QueryState'
import { ExportButton } from '@/components/table/ListPage'
import { askingWords } from '@/i18n/asking'
import { useWords } from '@/i18n/words'
import { formatAmount, formatMoment } from '@/lib/format'
import styles from './asking.module.css'

/** What the units have answered to each question of a period: what it adds up to, and under it each unit with the way to its report. */
export function PeriodAnswers({ periodId }: { periodId: string }) {
  const words = useWords(askingWords)
  const summary = useQuery(summariseAnswersOptions({ path: { period_id: periodId } }))
  return (
    <section className="stack" aria-label={words.over}>
      <div className="row">
        <h2>{words.over}</h2>
        <ExportButton path={`/api/v1/periods/${periodId}/answers`} fileName="tra-loi-cau-hoi.xlsx" filters={{}} />
      </div>
      <QueryState query={summary} heights={[96, 96]}>
        {({ items }) => items.map((item, at) => <Question key={item.question.id} periodId={periodId} item={item} number={at + 1} />)}
      </QueryState>
    </section>
  )
}

function Question({ periodId, item, number }: { periodId: string; item: QuestionSummary; number: number }) {
  const words = useWords(askingWords)
  const [open, setOpen] = useState(false)
  const answers = useQuery({ ...listPeriodAnswersOptions({ path: { period_id: periodId }, query: { question: item.question.id, limit: 200 } }), enabled: open })
  return (
    <details className={styles.card} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>
          {number}. {item.question.text}
        </strong>
        <br />
        <span className="secondary">{[words.answered(item.answered, item.asked), ...useTotals(item)].join(' · ')}</span>
      </summary>
      {open && (
        <QueryState query={answers} heights={[40]}>
          {({ items }) => (
            <ul className="stack" style={{ gap: 4 }}>
              {items.map((answer) => (
                <li key={answer.id}>
                  <AppLink href={`/review?report=${answer.report_id}`}>{answer.unit.name}</AppLink>: <span className={styles.said}>{answer.value_text || words.noAnswer}</span>
                  {answer.submitted_at !== null && <span className="secondary small"> · {formatMoment(answer.submitted_at)}</span>}
                </li>
              ))}
            </ul>
          )}
        </QueryState>
      )}
    </details>
  )
}

/** What the answers add up to, by the kind of the question. */
function useTotals({ question, sum, min, max, mean, counts }: QuestionSummary): string[] {
  const words = useWords(askingWords)
  if (question.kind !== 'number') return counts.map(({ text, count }) => `${text}: ${count}`)
  const numbers = [
    { name: words.sum, value: sum },
    { name: words.min, value: min },
    { name: words.max, value: max },
    { name: words.mean, value: mean },
  ]
  return numbers.flatMap(({ name, value }) => (value === null ? [] : [`${name}: ${formatAmount(value)}`]))
}
