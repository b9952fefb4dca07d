import { Button } from 'antd'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { TextAreaField, TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { askingWords } from '@/i18n/asking'
import { useWords } from '@/i18n/words'
import { AnswerField } from './AnswerField'
import { moved, newQuestion, QUESTION_KINDS, readQuestion, wrongIn, type QuestionDraft } from './questions'
import bits from '@/components/bits.module.css'
import styles from './asking.module.css'

interface EditorProps {
  questions: readonly QuestionDraft[]
  onChange: (questions: readonly QuestionDraft[]) => void
  /** Somebody tried to send: what is missing is said. */
  tried: boolean
}

/** The questions of an ad-hoc period: written, put in order, taken out with a way back, and looked at as the units will see them. */
export function QuestionsEditor({ questions, onChange, tried }: EditorProps) {
  const words = useWords(askingWords)
  const [gone, setGone] = useState<{ question: QuestionDraft; at: number } | null>(null)
  const [shown, setShown] = useState(false)
  const focusOn = (key: string) => requestAnimationFrame(() => document.querySelector<HTMLElement>(`#question-${CSS.escape(key)} textarea`)?.focus())
  const add = () => {
    const question = newQuestion()
    onChange([...questions, question])
    focusOn(question.key)
  }
  const move = (from: number, to: number) => {
    const key = questions[from]?.key
    onChange(moved(questions, from, to))
    if (key !== undefined) focusOn(key)
  }
  const remove = (question: QuestionDraft, at: number) => {
    setGone({ question, at })
    onChange(questions.filter(({ key }) => key !== question.key))
  }
  const takeBack = () => {
    if (gone === null) return
    onChange([...questions.slice(0, gone.at), gone.question, ...questions.slice(gone.at)])
    setGone(null)
    focusOn(gone.question.key)
  }
  return (
    <section className="stack" style={{ gap: 8 }} aria-label={words.questions}>
      <div className="row">
        <h3>{words.questions}</h3>
        <span className="secondary small">
          {words.questionCount(questions.length)} {questions.length > 1 && words.moveKeys}
        </span>
        {questions.length > 0 && (
          <Button size="small" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? words.hidePreview : words.showPreview}
          </Button>
        )}
      </div>
      {shown ? (
        <Preview questions={questions} />
      ) : (
        questions.map((question, at) => (
          <Card
            key={question.key}
            question={question}
            at={at}
            last={questions.length - 1}
            tried={tried}
            onChange={(change) => onChange(questions.map((item) => (item.key === question.key ? { ...item, ...change } : item)))}
            onMove={(to) => move(at, to)}
            onRemove={() => remove(question, at)}
          />
        ))
      )}
      <div role="status">
        {gone !== null && (
          <p className={styles.gone}>
            {words.removed(gone.question.text.trim() || words.untitled)}
            <Button size="small" onClick={takeBack}>
              {words.undo}
            </Button>
          </p>
        )}
      </div>
      {!shown && (
        <div>
          <Button onClick={add}>
            <Plus size={16} aria-hidden /> {words.add}
          </Button>
        </div>
      )}
    </section>
  )
}

interface CardProps {
  question: QuestionDraft
  at: number
  last: number
  tried: boolean
  onChange: (change: Partial<QuestionDraft>) => void
  onMove: (to: number) => void
  onRemove: () => void
}

function Card({ question, at, last, tried, onChange, onMove, onRemove }: CardProps) {
  const words = useWords(askingWords)
  const wrong = tried ? wrongIn(question) : null
  const onKey = (event: KeyboardEvent) => {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.code] : undefined
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onMove(at + step)
  }
  return (
    <div id={`question-${question.key}`} className={styles.card} role="group" aria-label={words.questionNo(at + 1)} onKeyDown={onKey}>
      <header>
        <strong>{words.questionNo(at + 1)}</strong>
        <span className={styles.moves}>
          <Button size="small" type="text" icon={<ArrowUp size={16} aria-hidden />} aria-label={words.up(at + 1)} aria-disabled={at === 0} onClick={() => onMove(at - 1)} />
          <Button size="small" type="text" icon={<ArrowDown size={16} aria-hidden />} aria-label={words.down(at + 1)} aria-disabled={at === last} onClick={() => onMove(at + 1)} />
          <Button size="small" type="text" icon={<Trash2 size={16} aria-hidden />} aria-label={words.remove(at + 1)} onClick={onRemove} />
        </span>
      </header>
      <TextAreaField label={words.text} rows={2} value={question.text} error={wrong === 'text' ? words.textMissing : undefined} onChange={({ target }) => onChange({ text: target.value })} />
      <div className={styles.fields}>
        <FilterSelect label={words.kind} value={question.kind} options={QUESTION_KINDS.map((value) => ({ value, label: words.kinds[value] }))} onChange={(kind) => kind !== undefined && onChange({ kind })} />
        {question.kind === 'number' && <TextField label={words.measure} optional value={question.measure} onChange={({ target }) => onChange({ measure: target.value })} />}
        <TextField label={words.hint} optional value={question.hint} onChange={({ target }) => onChange({ hint: target.value })} />
      </div>
      {question.kind === 'choice' && (
        <TextAreaField label={words.choices} hint={words.choicesHint} rows={3} value={question.choices} error={wrong === 'choices' ? words.choicesWrong : undefined} onChange={({ target }) => onChange({ choices: target.value })} />
      )}
      <label className={bits.check}>
        <input type="checkbox" checked={question.required} onChange={({ target }) => onChange({ required: target.checked })} /> {words.required}
      </label>
    </div>
  )
}

/** What a clerk will have before them; what is tried here is sent nowhere. */
function Preview({ questions }: { questions: readonly QuestionDraft[] }) {
  const words = useWords(askingWords)
  const [values, setValues] = useState<Readonly<Record<string, string | number | boolean | null>>>({})
  return (
    <div className={styles.card} role="group" aria-label={words.preview}>
      {questions.map((question, at) => (
        <AnswerField key={question.key} question={readQuestion(question, at)} number={at + 1} value={values[question.key] ?? null} onChange={(value) => setValues({ ...values, [question.key]: value })} onLeave={() => undefined} />
      ))}
    </div>
  )
}
