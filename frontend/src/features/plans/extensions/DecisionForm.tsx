import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { grantExtensionMutation, refuseExtensionMutation } from '@/api/@tanstack/react-query.gen'
import type { ExtensionRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { ifMatch } from '@/lib/http/etags'

/** Granted, shortened or refused: the day that was asked for stands in the field, and a reason is wanted for anything less. */
export function DecisionForm({ extension }: { extension: ExtensionRead }) {
  const words = useWords(workWords)
  const cache = useQueryClient()
  const [day, setDay] = useState<string | null>(extension.wanted_on)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const after = { onSuccess: () => void cache.invalidateQueries() }
  const granting = useMutation({ ...grantExtensionMutation(), ...after })
  const refusing = useMutation({ ...refuseExtensionMutation(), ...after })
  const said = reason.trim() !== ''
  const request = { path: { extension_id: extension.id }, headers: ifMatch(extension.version) }
  const grant = () => {
    const shortened = day !== null && day < extension.wanted_on
    setMissing(shortened && !said)
    if (day !== null && (said || !shortened)) granting.mutate({ ...request, body: { granted_on: day, ...(said && { reason }) } })
  }
  const refuse = () => {
    setMissing(!said)
    if (said) refusing.mutate({ ...request, body: { reason } })
  }
  const error = granting.error ?? refusing.error
  return (
    <section className="stack" style={{ gap: 8 }} aria-label={words.decide}>
      <DayField label={words.grantedOn} hint={words.grantedHint} required value={day} onChange={setDay} />
      <TextAreaField label={words.decision} hint={words.decisionHint} rows={2} value={reason} error={missing && !said ? words.decisionMissing : undefined} onChange={(event) => setReason(event.target.value)} />
      <div className="row">
        <Button type="primary" aria-disabled={granting.isPending} onClick={grant}>
          {words.grant}
        </Button>
        <Button aria-disabled={refusing.isPending} onClick={refuse}>
          {words.refuse}
        </Button>
      </div>
      {error !== null && <ErrorState error={error} />}
    </section>
  )
}
