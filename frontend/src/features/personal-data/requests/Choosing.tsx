import { Button, Select } from 'antd'
import { useState } from 'react'
import type { Going, SubjectRequestRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { namedList } from '@/components/named-list'
import { ManyBar } from '@/components/table/ManyBar'
import { personalWords } from '@/i18n/personal'
import { subjectWords } from '@/i18n/subjects'
import { useWords } from '@/i18n/words'
import { useChoosing, type Seen } from './use-choosing'

const WAYS: readonly Going[] = ['original', 'redacted', 'not']
const OFF = 'off'

/** Whether documents may be put on this request now. */
export function mayChoose(request: SubjectRequestRead): boolean {
  return request.allowed_actions.includes('edit')
}

interface OneProps {
  request: SubjectRequestRead
  document: Seen & { title: string; has_redacted_copy: boolean; file_version: number }
  goes: Going | null
}

/** How one document goes out. */
export function GoesSelect({ request, document, goes }: OneProps) {
  const words = useWords(subjectWords)
  const [asking, setAsking] = useState(false)
  const choosing = useChoosing(request.id)
  const label = words.goesOf(document.title)
  return (
    <div className="stack" style={{ gap: 4 }}>
      <Select<Going | typeof OFF>
        aria-label={label}
        value={goes ?? OFF}
        style={{ width: 170 }}
        popupMatchSelectWidth={false}
        popupRender={namedList(label)}
        disabled={choosing.isPending}
        options={[
          { value: OFF, label: goes === null ? words.notChosen : words.takeOff },
          ...WAYS.map((value) => ({ value, label: words.goes[value], disabled: value === 'redacted' && !(document.has_redacted_copy && document.version === document.file_version) })),
        ]}
        onChange={(value) => {
          if (value === 'not') setAsking(true)
          else choosing.mutate({ seen: [document], goes: value === OFF ? null : value })
        }}
      />
      {choosing.error !== null && <ErrorState error={choosing.error} />}
      {asking && <WhyNot request={request} seen={[document]} onClose={() => setAsking(false)} />}
    </div>
  )
}

/** The same for all that were chosen. */
export function ChooseBar({ request, seen, onClear }: { request: SubjectRequestRead; seen: readonly Seen[]; onClear: () => void }) {
  const words = useWords(subjectWords)
  const personal = useWords(personalWords)
  const [asking, setAsking] = useState(false)
  const choosing = useChoosing(request.id, onClear)
  if (seen.length === 0) return null
  return (
    <ManyBar>
      <strong role="status">{personal.chosenDocuments(seen.length)}</strong>
      {WAYS.map((goes) => (
        <Button key={goes} disabled={choosing.isPending} onClick={() => (goes === 'not' ? setAsking(true) : choosing.mutate({ seen, goes }))}>
          {words.goes[goes]}
        </Button>
      ))}
      <Button type="link" onClick={onClear}>
        {personal.clearChoice}
      </Button>
      {choosing.error !== null && <ErrorState error={choosing.error} />}
      {asking && <WhyNot request={request} seen={seen} onDone={onClear} onClose={() => setAsking(false)} />}
    </ManyBar>
  )
}

function WhyNot({ request, seen, onDone, onClose }: { request: SubjectRequestRead; seen: readonly Seen[]; onDone?: () => void; onClose: () => void }) {
  const words = useWords(subjectWords)
  const [reason, setReason] = useState('')
  const choosing = useChoosing(request.id, () => {
    onDone?.()
    onClose()
  })
  const ready = reason.trim() !== '' && !choosing.isPending
  return (
    <Dialog
      title={words.goes.not}
      onClose={onClose}
      actions={
        <Button type="primary" aria-disabled={!ready} onClick={() => ready && choosing.mutate({ seen, goes: 'not', reason: reason.trim() })}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        <TextAreaField label={words.whyNot} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        {choosing.error !== null && <ErrorState error={choosing.error} />}
      </div>
    </Dialog>
  )
}
