import { Button } from 'antd'
import { useState } from 'react'
import { cancelActivity, holdActivity } from '@/api/sdk.gen'
import type { ActivityRead } from '@/api/types.gen'
import { ActDialog, useAct } from '@/components/acting'
import { TextAreaField, TextField } from '@/components/Field'
import { activityWords } from '@/i18n/activities'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { ActivityDialog } from './ActivityDialog'
import { draftOf, isReady, numberOf, type Draft } from './draft'
import { Days, ResultFields } from './Fields'

/** What may be done about the activity now. */
export function Acts({ activity }: { activity: ActivityRead }) {
  const words = useWords(activityWords)
  const [open, setOpen] = useState<'edit' | 'hold' | 'cancel' | null>(null)
  const may = (act: string) => activity.allowed_actions.includes(act)
  const done = () => setOpen(null)
  const held = activity.state === 'held'
  if (!may('edit')) return null
  return (
    <div className="row">
      {may('hold') && (
        <Button type="primary" onClick={() => setOpen('hold')}>
          {words.hold}
        </Button>
      )}
      <Button onClick={() => setOpen('edit')}>{held ? words.correct : words.edit}</Button>
      {may('cancel') && <Button onClick={() => setOpen('cancel')}>{held ? words.withdraw : words.cancel}</Button>}
      {open === 'edit' && <ActivityDialog activity={activity} onClose={done} />}
      {open === 'hold' && <Holding activity={activity} onClose={done} />}
      {open === 'cancel' && <Cancelling activity={activity} onClose={done} />}
    </div>
  )
}

interface ActProps {
  activity: ActivityRead
  onClose: () => void
}

/** It was held: on which days in the end, who came, what came of it. */
function Holding({ activity, onClose }: ActProps) {
  const words = useWords(activityWords)
  const [draft, setDraft] = useState<Draft>(() => ({ ...draftOf(activity, activity.begins_on), state: 'held' }))
  const onChange = (given: Partial<Draft>) => setDraft({ ...draft, ...given })
  const send = () => {
    const { begins_on, ends_on, place, participants, women, result } = draft
    const body = { begins_on, ends_on: ends_on ?? begins_on, place: place.trim(), participants: numberOf(participants) ?? null, women: numberOf(women) ?? null, result: result.trim() }
    return holdActivity({ path: { activity_id: activity.id }, body, headers: ifMatch(activity.version) })
  }
  const act = useAct(send, onClose)
  return (
    <ActDialog title={words.holdTitle} label={words.save} act={act} ready={isReady(draft)} width={560} onClose={onClose}>
      <Days draft={draft} onChange={onChange} errorOf={act.errorOf} />
      <TextField label={words.place} optional value={draft.place} error={act.errorOf('place')} onChange={({ target }) => onChange({ place: target.value })} />
      <ResultFields draft={draft} onChange={onChange} errorOf={act.errorOf} />
    </ActDialog>
  )
}

function Cancelling({ activity, onClose }: ActProps) {
  const words = useWords(activityWords)
  const [reason, setReason] = useState('')
  const act = useAct(() => cancelActivity({ path: { activity_id: activity.id }, body: { reason: reason.trim() }, headers: ifMatch(activity.version) }), onClose)
  const held = activity.state === 'held'
  return (
    <ActDialog title={held ? words.withdrawTitle : words.cancelTitle} label={held ? words.withdraw : words.cancelDo} act={act} ready={reason.trim() !== ''} stay={words.keepIt} onClose={onClose}>
      {held && <p>{words.withdrawAbout}</p>}
      <TextAreaField label={words.reason} rows={3} value={reason} error={act.errorOf('reason')} onChange={({ target }) => setReason(target.value)} />
    </ActDialog>
  )
}
