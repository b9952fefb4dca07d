import { Button } from 'antd'
import { useState } from 'react'
import { deliverConsolidatedReportMutation } from '@/api/@tanstack/react-query.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField, TextField } from '@/components/Field'
import { useSaving } from '@/components/use-saving'
import { dispatchesWords } from '@/i18n/dispatches'
import { useWords } from '@/i18n/words'
import { isProblem } from '@/lib/http/problem'
import { useToday } from '@/lib/session/access'

/** How a report was sent outside the system, so that the log holds it as well. */
export function RecordDialog({ reportId, onClose }: { reportId: string; onClose: () => void }) {
  const words = useWords(dispatchesWords)
  const [day, setDay] = useState<string | null>(useToday())
  const [texts, setTexts] = useState({ document_number: '', receiver: '', channel: '', note: '' })
  const recording = useSaving(deliverConsolidatedReportMutation(), onClose)
  const problem: unknown = recording.error
  const field = (name: keyof typeof texts) => ({
    value: texts[name],
    error: isProblem(problem) ? problem.errorOf(`outside/${name}`) : undefined,
    onChange: (event: { target: { value: string } }) => setTexts({ ...texts, [name]: event.target.value }),
  })
  const ready = day !== null && [texts.document_number, texts.receiver, texts.channel].every((text) => text.trim() !== '')
  const save = () => {
    if (day === null || !ready) return
    const note = texts.note.trim() === '' ? null : texts.note
    recording.mutate({ path: { consolidated_id: reportId }, body: { outside: { ...texts, note, sent_on: day } } })
  }
  return (
    <Dialog
      title={words.record}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={recording.isPending} onClick={save}>
          {words.recordDo}
        </Button>
      }
    >
      <div className="stack">
        <DayField label={words.sentOn} required value={day} onChange={setDay} />
        <TextField label={words.documentNumber} {...field('document_number')} />
        <TextField label={words.receiver} {...field('receiver')} />
        <TextField label={words.channel} hint={words.channelHint} {...field('channel')} />
        <TextAreaField label={words.note} optional rows={2} {...field('note')} />
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}
