import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ComponentProps } from 'react'
import { getSubjectRequestTermOptions } from '@/api/@tanstack/react-query.gen'
import { correctSubjectRequest, registerSubjectRequest } from '@/api/sdk.gen'
import type { RequestKind, RequestWay, SubjectRequestRead, RequestTermRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { subjectWords } from '@/i18n/subjects'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import { useToday } from '@/lib/session/access'

const KINDS: readonly RequestKind[] = ['provide', 'erase']
const WAYS: readonly RequestWay[] = ['in_person', 'post', 'online']

type Draft = Pick<SubjectRequestRead, 'kind' | 'way' | 'subject_name'> & { identity_number: string; phone: string; received_on: string | null; due_on: string | null }

function draftOf(request: SubjectRequestRead | undefined, today: string): Draft {
  if (request === undefined) return { kind: 'provide', way: 'in_person', subject_name: '', identity_number: '', phone: '', received_on: today, due_on: null }
  return { ...request, identity_number: request.identity_number ?? '', phone: request.phone ?? '' }
}

function useSaving(request: SubjectRequestRead | undefined, { kind, way, received_on, due_on, ...texts }: Draft, onDone: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const said = { way, subject_name: texts.subject_name.trim(), identity_number: texts.identity_number.trim(), phone: texts.phone.trim() }
      if (request === undefined) await registerSubjectRequest({ body: { ...said, kind, received_on: received_on ?? '', due_on } })
      else {
        const counted = request.first_due_on === null ? { kind, received_on: received_on ?? request.received_on } : {}
        await correctSubjectRequest({ path: { request_id: request.id }, body: { ...said, ...counted, ...(due_on === null ? {} : { due_on }) }, headers: ifMatch(request.version) })
      }
    },
    onSuccess: () => {
      void cache.invalidateQueries()
      onDone()
    },
  })
}

/** A request is written into the register, or what was written there is corrected. */
export function RequestDialog({ request, onClose }: { request?: SubjectRequestRead; onClose: () => void }) {
  const words = useWords(subjectWords)
  const today = useToday()
  const [draft, setDraft] = useState(() => draftOf(request, today))
  // another kind or day of receipt has another day to answer: the rules' own, until one is chosen
  const change = (given: Partial<Draft>) => setDraft({ ...draft, ...('kind' in given || 'received_on' in given ? { due_on: null } : {}), ...given })
  const term = useQuery({ ...getSubjectRequestTermOptions({ query: { kind: draft.kind, received_on: draft.received_on ?? today } }), enabled: draft.received_on !== null })
  const sending = useSaving(request, draft, onClose)
  const ready = draft.subject_name.trim() !== '' && draft.received_on !== null && !sending.isPending
  return (
    <Dialog
      title={request === undefined ? words.register : words.editTitle(request.number)}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!ready} onClick={() => ready && sending.mutate()}>
          {request === undefined ? words.registerDo : words.save}
        </Button>
      }
    >
      <Fields isCounted={request === undefined || request.first_due_on === null} draft={draft} onChange={change} term={term.data} problem={sending.error} />
    </Dialog>
  )
}

interface FieldsProps {
  /** Whether kind and day of receipt may still be said: the day to answer is counted from them. */
  isCounted: boolean
  draft: Draft
  onChange: (given: Partial<Draft>) => void
  term: RequestTermRead | undefined
  problem: unknown
}

function Fields({ isCounted, draft, onChange, term, problem }: FieldsProps) {
  const words = useWords(subjectWords)
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  return (
    <div className="stack">
      {isCounted && <Choice label={words.kind} chips={KINDS.map((key) => ({ key, label: words.kinds[key] }))} chosen={draft.kind} onChoose={(kind) => onChange({ kind })} />}
      <TextField label={words.name} value={draft.subject_name} required autoComplete="off" error={errorOf('subject_name')} onChange={({ target }) => onChange({ subject_name: target.value })} />
      <TextField label={words.identity} hint={words.numberHint} optional inputMode="numeric" autoComplete="off" value={draft.identity_number} error={errorOf('identity_number')} onChange={({ target }) => onChange({ identity_number: target.value })} />
      <TextField label={words.phone} optional inputMode="tel" autoComplete="off" value={draft.phone} error={errorOf('phone')} onChange={({ target }) => onChange({ phone: target.value })} />
      <Choice label={words.way} chips={WAYS.map((key) => ({ key, label: words.ways[key] }))} chosen={draft.way} onChoose={(way) => onChange({ way })} />
      {isCounted && <DayField label={words.receivedOn} required value={draft.received_on} error={errorOf('received_on')} onChange={(received_on) => onChange({ received_on })} />}
      <DayField label={words.dueOn} hint={term === undefined ? undefined : <Suggested term={term} />} value={draft.due_on ?? term?.due_on ?? null} error={errorOf('due_on')} onChange={(due_on) => onChange({ due_on })} />
      {problem !== null && <ErrorState error={problem} />}
    </div>
  )
}

function Choice<K extends string>(props: ComponentProps<typeof Chips<K>>) {
  return (
    <div className="stack" style={{ gap: 6 }}>
      <strong aria-hidden>{props.label}</strong>
      <Chips {...props} />
    </div>
  )
}

function Suggested({ term }: { term: RequestTermRead }) {
  const words = useWords(subjectWords)
  return (
    <>
      {words.dueHint(formatDay(term.reply_on), formatDay(term.due_on))} {words.source(term.source)} {!term.confirmed && <strong>{words.unconfirmed}</strong>}
    </>
  )
}
