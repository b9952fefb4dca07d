import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { acceptCorrection, returnCorrection, submitCorrection, withdrawCorrection } from '@/api/sdk.gen'
import type { CorrectedText, CorrectionAnswerRead, CorrectionLineRead, CorrectionRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { askingWords } from '@/i18n/asking'
import { periodsWords } from '@/i18n/periods'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { dayOf, formatDay, formatMoment, formatPercent } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { addedWords } from '@/lib/words-diff'
import styles from './corrections.module.css'

interface ItemProps {
  correction: CorrectionRead
  onEdit: () => void
}

/** One correction: why, what stood and what is to stand, and what may be done with it now. */
export function CorrectionItem({ correction, onEdit }: ItemProps) {
  const words = useWords(periodsWords)
  const { number, decided_at: decided, state } = correction
  const title = number !== null && decided !== null ? words.correctionTitle(number, formatDay(dayOf(new Date(decided)))) : words.correctionOpen
  const facts = [
    words.draftedBy(correction.drafted_by, formatMoment(correction.drafted_at)),
    correction.submitted_at === null ? null : words.sentBy(correction.submitted_by ?? '', formatMoment(correction.submitted_at)),
    decided === null ? null : words.decidedBy(correction.decided_by ?? '', formatMoment(decided)),
    correction.seal_number === null ? null : words.sealed(correction.seal_number),
  ]
  return (
    <details className={styles.item} open={state !== 'accepted' && state !== 'withdrawn'}>
      <summary>
        <strong>{title}</strong> · {words.state[state]} · {correction.reason}
      </summary>
      <div className="stack">
        <p className="secondary small">{facts.filter((fact) => fact !== null).join(' · ')}</p>
        {state === 'returned' && correction.return_reason !== null && <p>{words.refusedFor(correction.return_reason)}</p>}
        {correction.blocked !== null && <p className="secondary small">{correction.blocked.detail}</p>}
        {correction.lines.map((line) => (
          <BeforeAfter key={line.line_id} line={line} />
        ))}
        {correction.answers.map((answer) => (
          <AnswerBeforeAfter key={answer.answer_id} answer={answer} />
        ))}
        <Acts correction={correction} onEdit={onEdit} />
      </div>
    </details>
  )
}

function BeforeAfter({ line }: { line: CorrectionLineRead }) {
  const words = useWords(periodsWords)
  return (
    <section>
      <h4>
        {line.number}. {line.title}
      </h4>
      <div className={styles.sides}>
        <Side title={words.was} text={line.before} other={line.after} as="del" />
        <Side title={words.willBe} text={line.after} other={line.before} as="ins" />
      </div>
    </section>
  )
}

function AnswerBeforeAfter({ answer: { question, before_text: before, after_text: after } }: { answer: CorrectionAnswerRead }) {
  const words = useWords(periodsWords)
  const { noAnswer, questionNo } = useWords(askingWords)
  const said = (text: string, against: string, as: 'ins' | 'del') => {
    if (text === '') return <span className="secondary">{noAnswer}</span>
    return <Marked said={text} against={question.kind === 'text' ? against : ''} as={as} />
  }
  return (
    <section>
      <h4>
        {questionNo(question.sort + 1)}. {question.text}
      </h4>
      <div className={styles.sides}>
        <div>
          <h5>{words.was}</h5>
          <p className={styles.text}>{said(before, after, 'del')}</p>
        </div>
        <div>
          <h5>{words.willBe}</h5>
          <p className={styles.text}>{said(after, before, 'ins')}</p>
        </div>
      </div>
    </section>
  )
}

/** What is said, the words marked that do not stand on the other side. */
function Marked({ said, against, as: As }: { said: string; against: string; as: 'ins' | 'del' }) {
  return addedWords(against, said).map((piece, at) => (piece.added ? <As key={at}>{piece.text}</As> : <span key={at}>{piece.text}</span>))
}

function Side({ title, text, other, as }: { title: string; text: CorrectedText; other: CorrectedText; as: 'ins' | 'del' }) {
  const words = useWords(periodsWords)
  const reports = useWords(reportsWords)
  const percent = ({ percent: value }: CorrectedText) => (value === null ? '' : formatPercent(value))
  const rows: [string, string, string][] = [
    [reports.result, text.result, other.result],
    [reports.percentShort, percent(text), percent(other)],
    [reports.figuresName, text.figures_text, other.figures_text],
    [reports.difficulties, text.difficulties, other.difficulties],
    [reports.proposals, text.proposals, other.proposals],
    [words.documents, text.documents.join('; '), other.documents.join('; ')],
  ]
  return (
    <div>
      <h5>{title}</h5>
      {rows
        .filter(([, said, against]) => said !== against || said === text.result)
        .map(([name, said, against]) => (
          <p key={name} className={styles.text}>
            <span className="secondary small">{name}: </span>
            {said === '' ? '–' : <Marked said={said} against={against} as={as} />}
          </p>
        ))}
    </div>
  )
}

function Acts({ correction, onEdit }: ItemProps) {
  const words = useWords(periodsWords)
  const cache = useQueryClient()
  const [refusing, setRefusing] = useState<string | null>(null)
  const options = { path: { correction_id: correction.id }, headers: ifMatch(correction.version) }
  const acting = useMutation({
    mutationFn: (act: 'submit' | 'withdraw' | 'accept' | 'return'): Promise<unknown> => {
      if (act === 'submit') return submitCorrection(options)
      if (act === 'withdraw') return withdrawCorrection(options)
      return act === 'accept' ? acceptCorrection(options) : returnCorrection({ ...options, body: { reason: refusing ?? '' } })
    },
    onSettled: () => void cache.invalidateQueries(),
  })
  const may = (act: string) => correction.allowed_actions.includes(act)
  return (
    <>
      {acting.error !== null && <ErrorState error={acting.error} />}
      {refusing !== null && <TextAreaField label={words.refuseReason} rows={2} value={refusing} onChange={(event) => setRefusing(event.target.value)} />}
      <div className="row">
        {may('submit') && <Button type="primary" size="small" onClick={() => acting.mutate('submit')}>{words.submit}</Button>}
        {may('edit') && <Button size="small" onClick={onEdit}>{words.edit}</Button>}
        {may('withdraw') && <Button size="small" onClick={() => acting.mutate('withdraw')}>{words.withdraw}</Button>}
        {may('accept') && <Button type="primary" size="small" onClick={() => acting.mutate('accept')}>{words.accept}</Button>}
        {may('return') && (
          <Button size="small" aria-disabled={refusing?.trim() === ''} onClick={() => (refusing === null ? setRefusing('') : refusing.trim() !== '' && acting.mutate('return'))}>
            {words.refuse}
          </Button>
        )}
      </div>
    </>
  )
}
