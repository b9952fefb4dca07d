import { Button } from 'antd'
import { CircleCheck, ListChecks, Undo2 } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { AnswerRead, QuestionRead, ReportRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { LinkButton } from '@/components/LinkButton'
import { SaveStatus } from '@/components/SaveStatus'
import { askingWords } from '@/i18n/asking'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import type { Drafts } from '@/lib/drafts/drafts'
import type { Conflict } from '@/lib/drafts/types'
import { useDraft } from '@/lib/drafts/use-drafts'
import { formatAmount } from '@/lib/format'
import line from '@/features/reports/line.module.css'
import { AnswerField, type AnswerValue } from './AnswerField'
import type { AnswerDraft } from './answers'
import styles from './asking.module.css'

interface PaneProps {
  answers: readonly AnswerRead[]
  drafts: Drafts<AnswerDraft>
  /** The question that the check page leads to. */
  wanted: string | undefined
  report: ReportRead
}

/** The questions of the period with this unit's answers, each saved by itself as it is written. */
export function AnswersPane({ answers, drafts, wanted, report }: PaneProps) {
  const words = useWords(askingWords)
  const reports = useWords(reportsWords)
  const open = report.allowed_actions.includes('edit')
  const first = wanted ?? answers.find(({ review_state: state, editable }) => editable && state === 'returned')?.id
  useEffect(() => {
    const place = first === undefined ? null : document.getElementById(`answer-${first}`)
    place?.scrollIntoView({ block: 'center' })
    place?.querySelector<HTMLElement>('textarea, input')?.focus({ preventScroll: true })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- led there once; later the person is elsewhere
  }, [wanted])
  return (
    <div className={styles.answers} role="region" aria-label={words.answers} tabIndex={0}>
      {answers.map((answer, at) => (
        <Answer key={answer.id} answer={answer} number={at + 1} drafts={drafts} open={open} />
      ))}
      {open && (
        <div className="row">
          <LinkButton href={`/reports/${report.id}/check`}>
            <ListChecks size={16} aria-hidden /> {report.allowed_actions.includes('submit') ? reports.check : reports.checkOnly}
          </LinkButton>
        </div>
      )}
    </div>
  )
}

/** `open`: the report is open for writing, so that an answer that is not must say why. */
function Answer({ answer, number, drafts, open }: { answer: AnswerRead; number: number; drafts: Drafts<AnswerDraft>; open: boolean }) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  return (
    <div id={`answer-${answer.id}`} className={styles.card}>
      {answer.review_state === 'returned' && answer.reason !== null && (
        <p className={line.returned}>
          <span>
            <Undo2 size={16} aria-hidden /> <strong>{words.reason}</strong>
            {answer.reason_code !== null && ` (${terms.reason[answer.reason_code]})`}: {answer.reason}
          </span>
        </p>
      )}
      {answer.editable ? (
        <Writing answer={answer} number={number} drafts={drafts} />
      ) : (
        <>
          {open && <p className={line.locked}>{words.locked}</p>}
          <AnswerSaid answer={answer} number={number} />
        </>
      )}
    </div>
  )
}

/** A question with its answer in words. */
export function AnswerSaid({ answer, number }: { answer: AnswerRead; number: number }) {
  const words = useWords(askingWords)
  return (
    <>
      <strong>
        {number}. {answer.question.text}
      </strong>
      <p className={answer.value === null ? 'secondary' : styles.said}>{sayAnswer(answer.question, answer.value, words) ?? words.noAnswer}</p>
    </>
  )
}

/** A value in words; null where there is none. */
export function sayAnswer(question: QuestionRead, value: AnswerValue, words: { yes: string; no: string }): string | null {
  if (value === null) return null
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return `${formatAmount(value)}${question.measure === '%' ? '' : ' '}${question.measure ?? ''}`.trim()
  return question.kind === 'choice' ? (question.choices.find(({ key }) => key === value)?.text ?? value) : value
}

function Writing({ answer, number, drafts }: { answer: AnswerRead; number: number; drafts: Drafts<AnswerDraft> }) {
  const reports = useWords(reportsWords)
  const value = useMemo(() => ({ value: answer.value }), [answer.value])
  const draft = useDraft(drafts, answer.id, { version: answer.version, value })
  const [comparing, setComparing] = useState(false)
  const { status } = draft
  return (
    <>
      {(status.kind === 'conflict' || status.kind === 'failed') && <SaveStatus status={status} onCompare={() => setComparing(true)} />}
      <AnswerField question={answer.question} number={number} value={draft.value.value} onChange={(next) => draft.edit({ value: next })} onLeave={() => void draft.flush()} />
      {answer.complete && answer.value !== null && answer.review_state !== 'returned' && <CircleCheck size={16} color="var(--color-success)" aria-label={reports.ok} />}
      {comparing && status.kind === 'conflict' && (
        <Compared question={answer.question} conflict={status.conflict} onClose={() => setComparing(false)} onKeep={(keep) => void drafts.resolve(answer.id, { keep })} />
      )}
    </>
  )
}

interface ComparedProps {
  question: QuestionRead
  conflict: Conflict<AnswerDraft>
  onClose: () => void
  onKeep: (keep: 'mine' | 'theirs') => void
}

/** Both answers; the one that is not kept stays in the history. */
function Compared({ question, conflict, onClose, onKeep }: ComparedProps) {
  const { conflict: words } = useWords(commonWords)
  const asking = useWords(askingWords)
  const decide = (keep: 'mine' | 'theirs') => {
    onKeep(keep)
    onClose()
  }
  const sides = [
    { name: words.mine, value: conflict.mine.value },
    { name: words.theirs, value: conflict.theirs.value },
  ]
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => decide('theirs')}>{words.takeTheirs}</Button>
          <Button type="primary" onClick={() => decide('mine')}>
            {words.keepMine}
          </Button>
        </>
      }
    >
      <p>{conflict.problem?.detail || words.intro}</p>
      {sides.map(({ name, value }) => (
        <div key={name}>
          <h3>{name}</h3>
          <p className={styles.said}>{sayAnswer(question, value ?? null, asking) ?? asking.noAnswer}</p>
        </div>
      ))}
    </Dialog>
  )
}
