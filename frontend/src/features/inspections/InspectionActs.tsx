import { Button } from 'antd'
import { useState } from 'react'
import { cancelInspection, concludeInspection, startInspection, updateInspection } from '@/api/sdk.gen'
import type { InspectionRead } from '@/api/types.gen'
import { ActDialog, useAct } from '@/components/acting'
import { DayField } from '@/components/DayField'
import { TextAreaField, TextField } from '@/components/Field'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { useToday } from '@/lib/session/access'
import { FindingDialog } from './FindingDialog'
import { InspectionDialog } from './InspectionDialog'

type Asked = 'edit' | 'start' | 'conclude' | 'cancel' | 'find'

interface ActProps {
  inspection: InspectionRead
  onClose: () => void
}

/** What may be done about the inspection now, by what the server allows. */
export function InspectionActs({ inspection }: { inspection: InspectionRead }) {
  const words = useWords(inspectionWords)
  const [asked, setAsked] = useState<Asked | null>(null)
  const may = (act: Asked) => inspection.allowed_actions.includes(act)
  const close = () => setAsked(null)
  const concluded = inspection.state === 'concluded'
  return (
    <>
      {may('start') && (
        <Button type="primary" onClick={() => setAsked('start')}>
          {words.start}
        </Button>
      )}
      {may('find') && (
        <Button type={concluded ? 'default' : 'primary'} onClick={() => setAsked('find')}>
          {words.find}
        </Button>
      )}
      {may('conclude') && <Button onClick={() => setAsked('conclude')}>{words.conclude}</Button>}
      {may('edit') && <Button onClick={() => setAsked('edit')}>{concluded ? words.editConclusion : words.edit}</Button>}
      {may('cancel') && <Button onClick={() => setAsked('cancel')}>{words.cancelIt}</Button>}
      {asked === 'start' && <Starting inspection={inspection} onClose={close} />}
      {asked === 'find' && <FindingDialog inspectionId={inspection.id} onClose={close} />}
      {(asked === 'conclude' || (asked === 'edit' && concluded)) && <Concluding inspection={inspection} onClose={close} />}
      {asked === 'edit' && !concluded && <InspectionDialog inspection={inspection} onClose={close} />}
      {asked === 'cancel' && <Cancelling inspection={inspection} onClose={close} />}
    </>
  )
}

function Starting({ inspection, onClose }: ActProps) {
  const words = useWords(inspectionWords)
  const act = useAct(() => startInspection({ path: { inspection_id: inspection.id }, headers: ifMatch(inspection.version) }), onClose)
  return (
    <ActDialog title={words.start} label={words.start} act={act} onClose={onClose}>
      <p>{words.startAsk(inspection.unit.name)}</p>
    </ActDialog>
  )
}

/** The conclusion is written down, or what was written is corrected. */
function Concluding({ inspection, onClose }: ActProps) {
  const words = useWords(inspectionWords)
  const today = useToday()
  const concluded = inspection.state === 'concluded'
  const [text, setText] = useState(inspection.conclusion ?? '')
  const [number, setNumber] = useState(inspection.conclusion_number ?? '')
  const [day, setDay] = useState(inspection.conclusion_on ?? today)
  const request = { path: { inspection_id: inspection.id }, headers: ifMatch(inspection.version), body: { conclusion: text.trim(), conclusion_number: number.trim(), conclusion_on: day } }
  const act = useAct(async () => (concluded ? updateInspection(request) : concludeInspection(request)), onClose)
  const title = concluded ? words.editConclusion : words.conclude
  return (
    <ActDialog title={title} label={concluded ? words.save : words.conclude} act={act} ready={text.trim() !== ''} width={640} onClose={onClose}>
      <TextAreaField label={words.conclusionText} rows={6} value={text} error={act.errorOf('conclusion')} onChange={({ target }) => setText(target.value)} />
      <TextField label={words.conclusionNumber} optional value={number} error={act.errorOf('conclusion_number')} onChange={({ target }) => setNumber(target.value)} />
      <DayField label={words.conclusionOn} required value={day} error={act.errorOf('conclusion_on')} onChange={(chosen) => chosen !== null && setDay(chosen)} />
    </ActDialog>
  )
}

function Cancelling({ inspection, onClose }: ActProps) {
  const words = useWords(inspectionWords)
  const [reason, setReason] = useState('')
  const act = useAct(() => cancelInspection({ path: { inspection_id: inspection.id }, headers: ifMatch(inspection.version), body: { reason: reason.trim() } }), onClose)
  return (
    <ActDialog title={words.cancelIt} label={words.cancelIt} act={act} ready={reason.trim() !== ''} onClose={onClose}>
      <TextAreaField label={words.cancelReason} rows={3} value={reason} error={act.errorOf('reason')} onChange={({ target }) => setReason(target.value)} />
    </ActDialog>
  )
}
