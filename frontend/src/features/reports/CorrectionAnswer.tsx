import { Button } from 'antd'
import { askingWords } from '@/i18n/asking'
import { periodsWords } from '@/i18n/periods'
import { useWords } from '@/i18n/words'
import { AnswerField } from './asking/AnswerField'
import { sayAnswer } from './asking/AnswersPane'
import type { AnswerDraft } from './correction-draft'
import styles from './corrections.module.css'

interface AnswerProps {
  draft: AnswerDraft
  /** What the server says against this answer. */
  problems: readonly string[]
  onChange: (change: Partial<AnswerDraft>) => void
  onRemove: () => void
}

/** One answer of a correction, beside what was accepted. */
export function CorrectionAnswer({ draft, problems, onChange, onRemove }: AnswerProps) {
  const words = useWords(periodsWords)
  const asking = useWords(askingWords)
  const { id, question, before, value } = draft
  return (
    <div id={`corrected-${id}`} className={styles.fields}>
      <AnswerField question={question} number={question.sort + 1} value={value} onChange={(next) => onChange({ value: next, wrong: false })} onWrong={() => onChange({ wrong: true })} />
      <p className={`${styles.text ?? ''} secondary small`}>{words.accepted(sayAnswer(question, before, asking) ?? asking.noAnswer)}</p>
      {problems.map((problem) => (
        <p key={problem} className="field__error">
          {problem}
        </p>
      ))}
      <div>
        <Button size="small" aria-label={`${words.removeAnswer}: ${question.text}`} onClick={onRemove}>
          {words.removeAnswer}
        </Button>
      </div>
    </div>
  )
}
