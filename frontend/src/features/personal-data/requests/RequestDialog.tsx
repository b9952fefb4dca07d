import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
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

/** A request is written into the register, or what was written there is corrected. */
export function RequestDialog({ request, onClose }: { request?: SubjectRequestRead; onClose: () => void }) {
  const words = useWords(subjectWords)
  const cache = useQueryClient()
  const today = useToday()
  const [kind, setKind] = useState<RequestKind>(request?.kind ?? 'provide')
  const [way, setWay] = useState<RequestWay>(request?.way ?? 'in_person')
  const [name, setName] = useState(request?.subject_name ?? '')
  const [identity, setIdentity] = useState(request?.identity_number ?? '')
  const [phone, setPhone] = useState(request?.phone ?? '')
  const [received, setReceived] = useState<string | null>(request?.received_on ?? today)
  const [due, setDue] = useState<string | null>(request?.due_on ?? null)
  const term = useQuery({ ...getSubjectRequestTermOptions({ query: { kind, received_on: received ?? today } }), enabled: received !== null })
  const sending = useMutation({
    mutationFn: async (received_on: string) => {
      const said = { way, subject_name: name.trim(), identity_number: identity.trim(), phone: phone.trim() }
      if (request === undefined) await registerSubjectRequest({ body: { ...said, kind, received_on, due_on: due } })
      else await correctSubjectRequest({ path: { request_id: request.id }, body: { ...said, due_on: due ?? request.due_on }, headers: ifMatch(request.version) })
    },
    onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    },
  })
  const problem: unknown = sending.error
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  const ready = name.trim() !== '' && received !== null && !sending.isPending
  return (
    <Dialog
      title={request === undefined ? words.register : words.editTitle(request.number)}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!ready} onClick={() => ready && sending.mutate(received)}>
          {request === undefined ? words.registerDo : words.save}
        </Button>
      }
    >
      <div className="stack">
        {request === undefined && <Chips label={words.kind} chips={KINDS.map((key) => ({ key, label: words.kinds[key] }))} chosen={kind} onChoose={setKind} />}
        <TextField label={words.name} value={name} required autoComplete="off" error={errorOf('subject_name')} onChange={(event) => setName(event.target.value)} />
        <TextField label={words.identity} hint={words.numberHint} optional inputMode="numeric" autoComplete="off" value={identity} error={errorOf('identity_number')} onChange={(event) => setIdentity(event.target.value)} />
        <TextField label={words.phone} optional inputMode="tel" autoComplete="off" value={phone} error={errorOf('phone')} onChange={(event) => setPhone(event.target.value)} />
        <Chips label={words.way} chips={WAYS.map((key) => ({ key, label: words.ways[key] }))} chosen={way} onChoose={setWay} />
        {request === undefined && <DayField label={words.receivedOn} required value={received} error={errorOf('received_on')} onChange={setReceived} />}
        <DayField label={words.dueOn} hint={term.data === undefined ? undefined : <Suggested term={term.data} />} value={due ?? term.data?.due_on ?? null} error={errorOf('due_on')} onChange={setDue} />
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
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
