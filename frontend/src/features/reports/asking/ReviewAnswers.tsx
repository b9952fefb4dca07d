import { Button } from 'antd'
import { Undo2 } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import type { AnswerRead, ReasonCode, ReportRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { Mark } from '@/components/Status'
import { askingWords } from '@/i18n/asking'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { marksToGive } from '@/features/reports/review-decisions'
import { ownMark, type MarkKind } from '@/features/reports/review-marks'
import { ReasonForm } from '@/features/reports/ReviewReason'
import { ifMatch } from '@/lib/http/etags'
import { isField } from '@/lib/keys'
import { AnswerSaid, sayAnswer } from './AnswersPane'
import { useAnswers, useMarkingAnswer } from './use-answers'
import styles from './asking.module.css'

/** What the unit answered to the questions of the period, over its lines; nothing where none was asked. */
export function ReviewAnswers({ report }: { report: ReportRead }) {
  const words = useWords(askingWords)
  const id = useId()
  const { query } = useAnswers(report)
  if (report.answers_total === 0) return null
  return (
    <section className={styles.answers} aria-labelledby={id}>
      <h3 id={id}>{words.answers}</h3>
      <QueryState query={query} heights={[96, 96]}>
        {({ items }) => items.map((answer, at) => <ReviewedAnswer key={answer.id} answer={answer} number={at + 1} />)}
      </QueryState>
    </section>
  )
}

const KEYS: Readonly<Record<string, MarkKind>> = { Digit1: 'ok', Numpad1: 'ok', Digit2: 'return', Numpad2: 'return', Digit3: 'later', Numpad3: 'later' }

/** One answer: the keys 1, 2, 3 mark the one that has the focus, and the buttons any. */
function ReviewedAnswer({ answer, number }: { answer: AnswerRead; number: number }) {
  const reports = useWords(reportsWords)
  const [returning, setReturning] = useState(false)
  const marking = useMarkingAnswer(answer.report_id, () => setReturning(false))
  const may = answer.allowed_actions.includes('mark')
  const mark = ownMark(answer)
  const set = (body: { mark: MarkKind | null; reason_code?: ReasonCode; reason?: string }) => marking.mutate({ path: { answer_id: answer.id }, headers: ifMatch(answer.version), body })
  const decide = (kind: MarkKind) => {
    if (kind === 'return') setReturning(true)
    else set({ mark: mark === kind ? null : kind })
  }
  const onKey = (event: KeyboardEvent) => {
    const kind = KEYS[event.code]
    if (!may || kind === undefined || event.ctrlKey || event.altKey || isField(event.target)) return
    event.preventDefault()
    event.stopPropagation()
    decide(kind)
  }
  return (
    <article className={styles.card} data-changed={answer.changed_since !== null} tabIndex={may ? 0 : undefined} onKeyDown={returning ? undefined : onKey}>
      <AnswerSaid answer={answer} number={number} />
      <Since answer={answer} />
      <Reason answer={answer} />
      {may && (
        <div className="row" role="group" aria-label={`${reports.marks}: ${answer.question.text}`}>
          {marksToGive(reports).map(({ decision, icon: Icon, said }, at) => (
            <Button size="small" key={decision} aria-pressed={mark === decision} onClick={() => decide(decision)}>
              <Icon size={16} aria-hidden /> {said} <kbd>{at + 1}</kbd>
            </Button>
          ))}
        </div>
      )}
      {returning && (
        <ReasonForm name={answer.id} mark={answer.mark} error={marking.error} busy={marking.isPending} onClose={() => setReturning(false)} onKeep={(reason_code, reason) => set({ mark: 'return', reason_code, reason })} />
      )}
      {!returning && marking.error !== null && <ErrorState error={marking.error} />}
    </article>
  )
}

/** What was answered before, where the latest sending changed it. */
function Since({ answer: { changed_since: before, question } }: { answer: AnswerRead }) {
  const words = useWords(askingWords)
  if (before === null) return null
  return (
    <p className={styles.was}>
      {words.before}: <del>{sayAnswer(question, before.value, words) ?? words.noAnswer}</del>
    </p>
  )
}

/** Why it goes back, or went back the last time. */
function Reason({ answer }: { answer: AnswerRead }) {
  const terms = useWords(termWords)
  const gathered = ownMark(answer) === 'return' ? answer.mark : null
  const returned = answer.review_state === 'returned' ? answer : null
  const { reason, reason_code: code } = gathered ?? returned ?? { reason: null, reason_code: null }
  if (reason === null) return null
  return (
    <p>
      <Mark icon={Undo2} colour="red" fill>
        {terms.line.returned}
      </Mark>{' '}
      {code !== null && `${terms.reason[code]}: `}
      {reason}
    </p>
  )
}
