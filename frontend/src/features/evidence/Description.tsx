import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { listIssuingBodiesOptions } from '@/api/@tanstack/react-query.gen'
import { updateEvidence } from '@/api/sdk.gen'
import type { EvidenceRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { evidenceWords } from '@/i18n/evidence'
import { judgingWords } from '@/i18n/judging'
import { useWords } from '@/i18n/words'
import bits from '@/components/bits.module.css'

const orNull = (text: string) => (text.trim() === '' ? null : text)

/** What a document says of itself: from whom, of which day, and from when until when it is in force, which is not the day of its upload. */
export function Description({ document }: { document: EvidenceRead }) {
  const words = useWords(evidenceWords)
  const judging = useWords(judgingWords)
  const cache = useQueryClient()
  const bodies = useId()
  const [title, setTitle] = useState(document.title)
  const [number, setNumber] = useState(document.document_number ?? '')
  const [body, setBody] = useState(document.issuing_body ?? '')
  const [days, setDays] = useState({ issued_on: document.issued_on, effective_on: document.effective_on, expires_on: document.expires_on })
  const [personal, setPersonal] = useState(document.contains_personal_data)
  const { data: named } = useQuery({ ...listIssuingBodiesOptions(), staleTime: 60_000 })
  const saving = useMutation({
    mutationFn: () =>
      updateEvidence({
        path: { evidence_id: document.id },
        body: { title, document_number: orNull(number), issuing_body: orNull(body), ...days, contains_personal_data: personal },
      }),
    onSuccess: () => void cache.invalidateQueries(),
  })
  return (
    <form
      className="stack"
      style={{ gap: 8 }}
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim() !== '') saving.mutate()
      }}
    >
      <TextField label={words.titleField} value={title} onChange={(event) => setTitle(event.target.value)} />
      <TextField label={words.number} optional value={number} onChange={(event) => setNumber(event.target.value)} />
      <TextField label={judging.body} optional value={body} list={bodies} autoComplete="off" onChange={(event) => setBody(event.target.value)} />
      <datalist id={bodies}>
        {named?.items.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <DayField label={words.issued} optional value={days.issued_on} onChange={(issued_on) => setDays({ ...days, issued_on })} />
      <DayField label={judging.effective} optional value={days.effective_on} onChange={(effective_on) => setDays({ ...days, effective_on })} />
      <DayField label={judging.expires} optional value={days.expires_on} onChange={(expires_on) => setDays({ ...days, expires_on })} />
      <label className={bits.check}>
        <input type="checkbox" checked={personal} onChange={(event) => setPersonal(event.target.checked)} />
        <span>{words.containsPersonal}</span>
      </label>
      {saving.error !== null && <ErrorState error={saving.error} />}
      <div className="row">
        <Button htmlType="submit">{words.save}</Button>
        {saving.isSuccess && <span role="status">{words.saved}</span>}
      </div>
    </form>
  )
}
