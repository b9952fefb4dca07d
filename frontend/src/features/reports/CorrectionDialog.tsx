import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { CorrectionRead, LineRead, ReportRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { Leaving } from '@/components/Leaving'
import { FilterSelect } from '@/components/table/Select'
import { periodsWords } from '@/i18n/periods'
import { useWords } from '@/i18n/words'
import { useAnswers } from './asking/use-answers'
import { CorrectionAnswer } from './CorrectionAnswer'
import { CorrectionFields } from './CorrectionFields'
import { useCorrection } from './use-correction'

interface DialogProps {
  report: ReportRead
  lines: readonly LineRead[]
  correction: CorrectionRead | null
  onClose: () => void
}

/** The lines and answers that are to read otherwise, each as a whole, with the reason. */
export function CorrectionDialog({ report, lines, correction, onClose }: DialogProps) {
  const words = useWords(periodsWords)
  const { items: answers } = useAnswers(report)
  const written = useCorrection(report, correction, lines, onClose)
  const [leaving, setLeaving] = useState(false)
  const [added, setAdded] = useState<string | null>(null)
  const adding = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = added === null ? null : document.getElementById(`corrected-${added}`)
    const field = place?.querySelector<HTMLElement>('input:checked') ?? place?.querySelector<HTMLElement>('textarea, input')
    field?.focus()
  }, [added])
  const remove = (id: string) => {
    written.remove(id)
    setAdded(null)
    adding.current?.querySelector('input')?.focus()
  }
  const leftLines = lines.filter(({ id }) => !written.lines.some(({ line }) => line.id === id))
  const leftAnswers = answers.filter(({ id }) => !written.answers.some((answer) => answer.id === id))
  return (
    <Dialog
      title={words.correct}
      onClose={() => (written.isChanged ? setLeaving(true) : onClose())}
      width={760}
      ownWayOut={leaving}
      actions={
        leaving ? (
          <Leaving onStay={() => setLeaving(false)} onLeave={onClose} />
        ) : (
          <Button type="primary" aria-disabled={!written.isReady} onClick={written.save}>
            {words.saveDraft}
          </Button>
        )
      }
    >
      <div className="stack">
        <p className="secondary small">{words.correctNote}</p>
        <TextAreaField label={words.reason} rows={2} value={written.reason} onChange={(event) => written.setReason(event.target.value)} />
        {written.answers.map((draft, place) => (
          <CorrectionAnswer key={draft.id} draft={draft} problems={written.problemsOf('answers', place)} onChange={(change) => written.changeAnswer(draft.id, change)} onRemove={() => remove(draft.id)} />
        ))}
        {written.lines.map((draft, place) => (
          <CorrectionFields key={draft.line.id} draft={draft} problems={written.problemsOf('lines', place)} onChange={(change) => written.changeLine(draft.line.id, change)} onRemove={() => remove(draft.line.id)} />
        ))}
        <div className="stack" ref={adding}>
          {answers.length > 0 && (
            <FilterSelect
              label={words.chooseAnswer}
              value={undefined}
              options={leftAnswers.map(({ id, question }) => ({ value: id, label: `${question.sort + 1}. ${question.text}` }))}
              onChange={(id) => {
                leftAnswers.filter((answer) => answer.id === id).forEach(written.addAnswer)
                setAdded(id ?? null)
              }}
            />
          )}
          {lines.length > 0 && (
            <FilterSelect
              label={words.chooseLine}
              value={undefined}
              options={leftLines.map((line) => ({ value: line.id, label: `${line.number}. ${line.task.title}` }))}
              onChange={(id) => {
                leftLines.filter((line) => line.id === id).forEach(written.addLine)
                setAdded(id ?? null)
              }}
            />
          )}
        </div>
        {written.error !== null && <ErrorState error={written.error} />}
      </div>
    </Dialog>
  )
}
