import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { CalendarClock, CalendarX, CircleCheck, CircleMinus, type LucideIcon } from 'lucide-react'
import { withdrawExtensionMutation } from '@/api/@tanstack/react-query.gen'
import type { ExtensionRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { useOpenFile } from '@/components/EvidenceView'
import { Mark } from '@/components/Status'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatDay, formatMoment } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { DecisionForm } from './DecisionForm'

const LOOKS: Record<ExtensionRead['state'], { icon: LucideIcon; colour: 'purple' | 'green' | 'red' | 'grey'; fill?: boolean }> = {
  open: { icon: CalendarClock, colour: 'purple', fill: true },
  granted: { icon: CircleCheck, colour: 'green' },
  shortened: { icon: CircleCheck, colour: 'green' },
  refused: { icon: CalendarX, colour: 'red' },
  withdrawn: { icon: CircleMinus, colour: 'grey' },
  lapsed: { icon: CircleMinus, colour: 'grey' },
}

export function ExtensionStatus({ state }: { state: ExtensionRead['state'] }) {
  return <Mark {...LOOKS[state]}>{useWords(workWords).extensionStates[state]}</Mark>
}

/** "30/9/2024 → 15/10/2024": the day before, and the one that was granted or is asked for. */
export function Days({ extension }: { extension: ExtensionRead }) {
  return (
    <>
      {formatDay(extension.due_before)} → <strong>{formatDay(extension.granted_on ?? extension.wanted_on)}</strong>
    </>
  )
}

/** One request: the days, why, what shows it, the decision; and what may be done with it. */
export function ExtensionFacts({ extension }: { extension: ExtensionRead }) {
  const words = useWords(workWords)
  const opening = useOpenFile()
  const cache = useQueryClient()
  const withdrawing = useMutation({ ...withdrawExtensionMutation(), onSuccess: () => void cache.invalidateQueries() })
  const may = (step: string) => extension.allowed_actions.includes(step)
  return (
    <div className="stack" style={{ gap: 6 }}>
      <p className="row">
        <ExtensionStatus state={extension.state} />
        <span>
          <Days extension={extension} />
        </span>
      </p>
      {extension.state === 'shortened' && <p className="secondary small">{words.wantedShort(formatDay(extension.wanted_on))}</p>}
      <p>{extension.reason}</p>
      <p className="secondary small">{words.askedBy(extension.asked_by, formatMoment(extension.asked_at))}</p>
      {extension.asked_late && extension.mandate === 'assigned' && <p className="small">{words.askedLate}</p>}
      {extension.submitted_on !== null && <p className="small">{words.submittedOn(formatDay(extension.submitted_on))}</p>}
      {extension.evidence.map((document) => (
        <Button type="link" size="small" key={document.id} style={{ alignSelf: 'start', height: 'auto', padding: 0, whiteSpace: 'normal', textAlign: 'left' }} onClick={() => opening.mutate({ id: document.id, redacted: document.redacted })}>
          {document.title}
        </Button>
      ))}
      {opening.error !== null && <ErrorState error={opening.error} />}
      {extension.decided_by !== null && extension.decided_at !== null && (
        <>
          {extension.decision !== null && <p>“{extension.decision}”</p>}
          <p className="secondary small">{words.decidedBy(extension.decided_by, formatMoment(extension.decided_at))}</p>
        </>
      )}
      {may('grant') && <DecisionForm key={extension.id} extension={extension} />}
      {may('withdraw') && (
        <Button size="small" style={{ alignSelf: 'start' }} onClick={() => withdrawing.mutate({ path: { extension_id: extension.id }, headers: ifMatch(extension.version) })}>
          {words.withdraw}
        </Button>
      )}
      {withdrawing.error !== null && <ErrorState error={withdrawing.error} />}
    </div>
  )
}
