import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { listOutlinesOptions, writeOutlineMutation } from '@/api/@tanstack/react-query.gen'
import type { OutlineRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { commonWords } from '@/i18n/common'
import { outlineWords } from '@/i18n/outline'
import { useWords } from '@/i18n/words'
import type { Day } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { useToday } from '@/lib/session/access'
import { Headings } from './Headings'
import { HeadingFields } from './HeadingFields'
import { moved, numbered, type Drafted } from './numbering'

interface FormProps {
  outline: OutlineRead
  all: readonly OutlineRead[]
  onClose: () => void
}

/** The whole outline as fields, and how it would stand on paper. */
export function OutlineForm({ outline, all, onClose }: FormProps) {
  const words = useWords(outlineWords)
  const { cancel } = useWords(commonWords)
  const cache = useQueryClient()
  const today = useToday()
  const [from, setFrom] = useState<Day | null>(today)
  const [title, setTitle] = useState(outline.title)
  const [source, setSource] = useState(outline.source)
  const [note, setNote] = useState(outline.note)
  const [unconfirmed, setUnconfirmed] = useState(outline.unconfirmed)
  const [headings, setHeadings] = useState<readonly Drafted[]>(() => outline.headings.map(({ key, level, title: name, holds, dimensions, tasks }) => ({ key, level, title: name, holds, dimensions, tasks })))
  const added = useRef(0)
  const saving = useMutation({
    ...writeOutlineMutation(),
    onSuccess: (read) => {
      cache.setQueryData(listOutlinesOptions().queryKey, read)
      onClose()
    },
  })
  const add = () => {
    do added.current += 1
    while (headings.some(({ key }) => key === `muc_${added.current}`))
    setHeadings([...headings, { key: `muc_${added.current}`, level: 1, title: '', holds: [], dimensions: [], tasks: [] }])
  }
  const missing = from === null || title.trim() === '' || source.trim() === '' || headings.some((heading) => heading.title.trim() === '')
  const save = () => {
    if (missing || saving.isPending) return
    const replaced = all.find(({ valid_from }) => valid_from === from)?.version ?? 0
    saving.mutate({ body: { valid_from: from, title, source, unconfirmed, note, headings: [...headings] }, headers: ifMatch(replaced) })
  }
  return (
    <div className="stack">
      <DayField label={words.validFrom} hint={words.validHint} value={from} onChange={setFrom} required />
      <TextField label={words.name} value={title} onChange={(event) => setTitle(event.target.value)} />
      <TextField label={words.basis} value={source} onChange={(event) => setSource(event.target.value)} />
      <TextField label={words.note} optional value={note} onChange={(event) => setNote(event.target.value)} />
      <label>
        <input type="checkbox" checked={unconfirmed} onChange={() => setUnconfirmed(!unconfirmed)} /> {words.unconfirmedField}
      </label>
      {headings.map((heading, index) => (
        <HeadingFields
          key={heading.key}
          heading={heading}
          place={index + 1}
          last={index === headings.length - 1}
          onChange={(change) => setHeadings(headings.map((each) => (each.key === heading.key ? { ...each, ...change } : each)))}
          onMove={(by) => setHeadings(moved(headings, index, by))}
          onRemove={() => setHeadings(headings.filter(({ key }) => key !== heading.key))}
        />
      ))}
      <div>
        <Button onClick={add}>{words.add}</Button>
      </div>
      <h2>{words.preview}</h2>
      <Headings headings={numbered(headings)} />
      {missing && <p role="status">{words.missing}</p>}
      {saving.error !== null && <ErrorState error={saving.error} />}
      <div className="row">
        <Button type="primary" aria-disabled={missing || saving.isPending} onClick={save}>
          {words.save}
        </Button>
        <Button onClick={onClose}>{cancel}</Button>
      </div>
    </div>
  )
}
