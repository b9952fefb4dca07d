import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { sendReminderMutation } from '@/api/@tanstack/react-query.gen'
import { sendReminder } from '@/api/sdk.gen'
import type { ReminderCreate, ReminderKind, ReminderResult } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { QueryState } from '@/components/QueryState'
import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'
import { formatShortDay, formatTime } from '@/lib/format'
import { isProblem } from '@/lib/http/problem'
import { may, useMe } from '@/lib/session/access'
import { Recent } from './Recent'
import { Sent } from './Sent'
import styles from './urging.module.css'

interface UrgeDialogProps {
  what: ReminderCreate
  onClose: () => void
}

/** Who would get which wording; the words may be changed; one click sends them, and then they may be pasted elsewhere. */
export function UrgeDialog({ what, onClose }: UrgeDialogProps) {
  const words = useWords(urgingWords)
  const me = useMe()
  const [kind, setKind] = useState<ReminderKind>('reminder')
  const tried = useQuery({
    queryKey: ['reminder-preview', what, kind],
    queryFn: async ({ signal }) => (await sendReminder({ body: { ...what, kind, dry_run: true }, signal, throwOnError: true })).data,
    gcTime: 0,
  })
  const cache = useQueryClient()
  const sending = useMutation({ ...sendReminderMutation(), onSuccess: () => void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'reminder-preview' }) })
  const close = (
    <Button type="primary" onClick={onClose}>
      {words.close}
    </Button>
  )
  if (sending.data !== undefined) {
    return (
      <Dialog title={words.sent(sending.data.items.length)} onClose={onClose} width={720} ownWayOut actions={close}>
        <Sent sent={sending.data} />
      </Dialog>
    )
  }
  return (
    <Dialog title={words.dialogTitle(tried.data?.about ?? '')} onClose={onClose} width={720}>
      <div className="stack">
        {may(me, 'directive.give') && <KindChoice kind={kind} onChoose={setKind} />}
        <QueryState query={tried} heights={[96, 120]}>
          {(preview) => (
            <Preview
              key={kind}
              preview={preview}
              problem={sending.error}
              pending={sending.isPending}
              onSend={(said) => sending.mutate({ body: { ...what, kind, ...said } })}
            />
          )}
        </QueryState>
      </div>
    </Dialog>
  )
}

function KindChoice({ kind, onChoose }: { kind: ReminderKind; onChoose: (kind: ReminderKind) => void }) {
  const words = useWords(urgingWords)
  return (
    <fieldset className={styles.kinds}>
      <legend>{words.kind}</legend>
      {(['reminder', 'directive'] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="kind" checked={kind === each} onChange={() => onChoose(each)} /> {words.kinds[each]}
        </label>
      ))}
    </fieldset>
  )
}

type Said = Pick<ReminderCreate, 'duty_text' | 'request_text' | 'answer_by' | 'again'>

interface PreviewProps {
  preview: ReminderResult
  problem: unknown
  pending: boolean
  onSend: (said: Said) => void
}

function Preview({ preview, problem, pending, onSend }: PreviewProps) {
  const words = useWords(urgingWords)
  const [duty, setDuty] = useState(preview.duty_text)
  const [request, setRequest] = useState(preview.request_text)
  const [answerBy, setAnswerBy] = useState(preview.answer_by)
  const recent = preview.items.filter(({ recent_at }) => recent_at !== null)
  const [again, setAgain] = useState<boolean | undefined>()
  const [asked, setAsked] = useState(false)
  const open = recent.length > 0 && again === undefined
  const reached = preview.items.length - (again === false ? recent.length : 0)
  const has = { duty: preview.items.some(({ wording }) => wording === 'duty'), request: preview.items.some(({ wording }) => wording === 'request') }
  const empty = (has.duty && duty.trim() === '') || (has.request && request.trim() === '')
  const errorOf = isProblem(problem) && problem.code === 'rude_request' ? problem.detail : undefined
  const send = () => {
    setAsked(true)
    if (!empty && !open && !pending && reached > 0) onSend({ duty_text: has.duty ? duty : undefined, request_text: has.request ? request : undefined, answer_by: answerBy, again })
  }
  return (
    <>
      {has.duty && <TextAreaField label={words.dutyText} rows={3} value={duty} onChange={(event) => setDuty(event.target.value)} />}
      {has.request && <TextAreaField label={words.requestText} hint={words.requestHint} rows={3} value={request} error={errorOf} onChange={(event) => setRequest(event.target.value)} />}
      <DayField label={words.answerBy} hint={words.answerHint} value={answerBy} onChange={setAnswerBy} />
      <section>
        <h3>{words.receivers(preview.items.length)}</h3>
        <ul className={styles.receivers} tabIndex={0} aria-label={words.receivers(preview.items.length)}>
          {preview.items.map((item) => (
            <li key={`${item.unit.id} ${item.wording}`}>
              <strong>{item.unit.name}</strong>
              <span className={item.wording === 'request' ? styles.asked : 'secondary'}>{words.wordings[item.wording]}</span>
              <span className="secondary small">{words.heard(item.people, item.mails)}</span>
              {item.recent_at !== null && <strong className="small">{words.recentAt(formatTime(item.recent_at))}</strong>}
              {item.last_on !== null && item.recent_at === null && <span className="secondary small">{`${words.urged} ${words.times(item.times, formatShortDay(item.last_on))}`}</span>}
            </li>
          ))}
        </ul>
      </section>
      {recent.length > 0 && <Recent items={recent} again={again} missing={asked && open} onChoose={setAgain} />}
      {problem !== null && errorOf === undefined && <ErrorState error={problem} />}
      <div>
        <Button type="primary" aria-disabled={empty || open || pending || reached === 0} onClick={send}>
          {words.send(reached)}
        </Button>
      </div>
    </>
  )
}
