import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { createDelegationMutation, listUsersOptions } from '@/api/@tanstack/react-query.gen'
import type { PersonRow } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { useSaving } from '@/components/use-saving'
import { delegationsWords } from '@/i18n/delegations'
import { useWords } from '@/i18n/words'
import { isProblem } from '@/lib/http/problem'
import { may, useMe, useToday } from '@/lib/session/access'

const named = (person: PersonRow) => ({ value: person.id, label: person.full_name })
const heads = (person: PersonRow, unit: string) => person.memberships.some((post) => post.unit.id === unit && post.role === 'unit_head' && post.on_behalf_of === null)

/** A head names who acts meanwhile; the administrator does it for a head who is away already. */
export function GiveDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(delegationsWords)
  const me = useMe()
  const forOthers = may(me, 'people.manage')
  const [unit, setUnit] = useState<string | undefined>(forOthers ? undefined : me.membership.unit.id)
  const [giver, setGiver] = useState<string | undefined>(forOthers ? undefined : me.id)
  const [receiver, setReceiver] = useState<string>()
  const [from, setFrom] = useState<string | null>(useToday())
  const [until, setUntil] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const people = useQuery({ ...listUsersOptions({ query: { unit: unit ?? '', active: true, limit: 200 } }), enabled: unit !== undefined })
  const members = unit === undefined ? [] : (people.data?.items ?? [])
  const giving = useSaving(createDelegationMutation(), onClose)
  const problem: unknown = giving.error
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  const ready = giver !== undefined && receiver !== undefined && from !== null && until !== null && reason.trim() !== ''
  const give = () => {
    if (!ready) return
    const others = forOthers ? { giver_id: giver, unit_id: unit ?? null } : {}
    giving.mutate({ body: { receiver_id: receiver, valid_from: from, valid_to: until, reason: reason.trim(), ...others } })
  }
  const others = members.filter((person) => unit === undefined || !heads(person, unit))
  return (
    <Dialog
      title={words.giveTitle}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={giving.isPending} onClick={give}>
          {words.give}
        </Button>
      }
    >
      <div className="stack">
        {forOthers && (
          <div className="row">
            <UnitSelect label={words.unit} value={unit} all={words.chooseUnit} onChange={setUnit} />
            <FilterSelect label={words.giver} value={giver} all={words.chooseGiver} options={members.filter((person) => unit !== undefined && heads(person, unit)).map(named)} onChange={setGiver} />
          </div>
        )}
        {people.data !== undefined && unit !== undefined && others.length === 0 ? (
          <p>{words.nobody}</p>
        ) : (
          <FilterSelect label={words.receiver} value={receiver} all={words.chooseReceiver} options={others.map(named)} onChange={setReceiver} />
        )}
        <DayField label={words.from} required value={from} error={errorOf('valid_from')} onChange={setFrom} />
        <DayField label={words.until} required value={until} error={errorOf('valid_to')} onChange={setUntil} />
        <TextAreaField label={words.reason} hint={words.reasonHint} rows={2} value={reason} error={errorOf('reason')} onChange={(event) => setReason(event.target.value)} />
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}
