import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getLetterheadsOptions, writeLetterheadMutation } from '@/api/@tanstack/react-query.gen'
import type { LetterheadRead, LetterheadsRead, LetterheadWrite, PaperHeadRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField, TextField } from '@/components/Field'
import { QueryState } from '@/components/QueryState'
import { papersWords } from '@/i18n/papers'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { toProblem } from '@/lib/http/problem'
import { useToday } from '@/lib/session/access'

const LINES = ['superior', 'issuer', 'place', 'symbol', 'signer'] as const
const LISTS = ['authority', 'addressees', 'receivers'] as const

/** What stands on a unit's papers, by the day from which it holds. */
export function Letterhead({ unitId }: { unitId: string }) {
  const words = useWords(papersWords)
  const query = useQuery(getLetterheadsOptions({ path: { unit_id: unitId } }))
  const [editing, setEditing] = useState(false)
  return (
    <section className="stack" style={{ gap: 8 }}>
      <QueryState query={query} heights={[24, 24, 24]}>
        {(read) => (
          <>
            <Shown title={words.today} head={read.today} />
            <ul>
              {read.items.map((item) => (
                <li key={item.valid_from}>
                  {words.since(formatDay(item.valid_from))} <span className="secondary small">{said(item)}</span>
                </li>
              ))}
            </ul>
            {read.allowed_actions.includes('edit') && !editing && (
              <Button style={{ alignSelf: 'start' }} onClick={() => setEditing(true)}>
                {words.edit}
              </Button>
            )}
            {editing && <Editor unitId={unitId} read={read} onDone={() => setEditing(false)} />}
          </>
        )}
      </QueryState>
    </section>
  )
}

function said(item: LetterheadRead): string {
  return [item.issuer, ...(item.authority ?? []), item.signer].filter(Boolean).join(' · ')
}

function Shown({ title, head }: { title: string; head: PaperHeadRead }) {
  const words = useWords(papersWords)
  const lines = [...LINES.map((name) => ({ name, value: head[name] })), ...LISTS.map((name) => ({ name, value: head[name].join(' · ') }))]
  return (
    <dl>
      <dt className="secondary small">{title}</dt>
      {lines.map(({ name, value }) => (
        <dd key={name} style={{ margin: 0 }}>
          <span className="secondary">{words[name]}:</span> {value === '' ? words.blank : value}
        </dd>
      ))}
    </dl>
  )
}

type Draft = Record<(typeof LINES)[number] | (typeof LISTS)[number], string>

function draftOf(item: LetterheadRead | undefined): Draft {
  const lines = LINES.map((name) => [name, item?.[name] ?? ''])
  const lists = LISTS.map((name) => [name, (item?.[name] ?? []).join('\n')])
  return Object.fromEntries([...lines, ...lists]) as Draft
}

function linesOf(text: string): string[] | null {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean)
  return lines.length === 0 ? null : lines
}

function bodyOf(draft: Draft): LetterheadWrite {
  const or = (text: string) => (text.trim() === '' ? null : text)
  return {
    superior: or(draft.superior),
    issuer: or(draft.issuer),
    place: or(draft.place),
    symbol: or(draft.symbol),
    signer: or(draft.signer),
    authority: linesOf(draft.authority),
    addressees: linesOf(draft.addressees),
    receivers: linesOf(draft.receivers),
  }
}

function Editor({ unitId, read, onDone }: { unitId: string; read: LetterheadsRead; onDone: () => void }) {
  const words = useWords(papersWords)
  const cache = useQueryClient()
  const [day, setDay] = useState<string | null>(useToday())
  const [draft, setDraft] = useState(() => draftOf(read.items.find((item) => item.valid_from <= (day ?? ''))))
  const saving = useMutation({
    ...writeLetterheadMutation(),
    onSuccess: () => {
      void cache.invalidateQueries()
      onDone()
    },
  })
  const version = read.items.find((item) => item.valid_from === day)?.version ?? 0
  const save = () => {
    if (day !== null && !saving.isPending) saving.mutate({ path: { unit_id: unitId, valid_from: day }, headers: ifMatch(version), body: bodyOf(draft) })
  }
  const hints = { symbol: words.symbolHint, authority: words.authorityHint, addressees: words.addresseesHint, receivers: words.receiversHint }
  const hintOf = (name: keyof Draft) => {
    const derived = read.derived[name]
    const itself = words.byItself((Array.isArray(derived) ? derived.join(' · ') : derived) || words.blank)
    return name in hints ? `${hints[name as keyof typeof hints]}. ${itself}` : itself
  }
  const errorOf = (name: string) => (saving.error === null ? undefined : toProblem(saving.error).errorOf(name))
  return (
    <div className="stack" style={{ maxWidth: 640 }}>
      <p className="secondary small">{words.letterheadAbout}</p>
      <DayField label={words.from} required value={day} onChange={setDay} />
      {LINES.map((name) => (
        <TextField key={name} label={words[name]} optional hint={hintOf(name)} error={errorOf(name)} value={draft[name]} onChange={(event) => setDraft({ ...draft, [name]: event.target.value })} />
      ))}
      {LISTS.map((name) => (
        <TextAreaField key={name} label={words[name]} optional rows={3} hint={hintOf(name)} error={errorOf(name)} value={draft[name]} onChange={(event) => setDraft({ ...draft, [name]: event.target.value })} />
      ))}
      {saving.error !== null && <ErrorState error={saving.error} />}
      <Button type="primary" style={{ alignSelf: 'start' }} aria-disabled={day === null || saving.isPending} onClick={save}>
        {words.save}
      </Button>
    </div>
  )
}
