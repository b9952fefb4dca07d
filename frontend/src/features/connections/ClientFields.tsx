import { useQuery } from '@tanstack/react-query'
import { listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import type { ApiClientCreate, ApiClientRow } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { TextAreaField, TextField } from '@/components/Field'
import { PickList } from '@/components/PickList'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'
import { isProblem } from '@/lib/http/problem'

type Scope = ApiClientCreate['scopes'][number]

export interface Client {
  name: string
  contact: string
  scopes: readonly string[]
  units: readonly string[]
  addresses: string
  ends: string | null
  calls: string
}

export const NEW: Client = { name: '', contact: '', scopes: [], units: [], addresses: '', ends: null, calls: '' }

export const clientOf = (row: ApiClientRow): Client => ({
  name: row.name,
  contact: row.contact,
  scopes: row.scopes,
  units: (row.units ?? []).map(({ id }) => id),
  addresses: row.allowed_addresses.map((address) => address.replace(/\/(32|128)$/, '')).join('\n'),
  ends: row.expires_at?.slice(0, 10) ?? null,
  calls: row.calls_a_minute?.toString() ?? '',
})

/** What is sent: the last day ends at midnight, in the city's time. */
export const bodyOf = (client: Client): ApiClientCreate => ({
  name: client.name.trim(),
  contact: client.contact.trim(),
  scopes: client.scopes as Scope[],
  unit_ids: client.units.length === 0 ? null : [...client.units],
  allowed_addresses: client.addresses
    .split(/[\s,;]+/)
    .map((text) => text.trim())
    .filter((text) => text !== ''),
  expires_at: client.ends === null ? null : `${client.ends}T23:59:59+07:00`,
  calls_a_minute: client.calls === '' ? null : Number(client.calls),
})

export const isReady = (client: Client) => client.name.trim().length >= 3 && client.contact.trim() !== '' && client.scopes.length > 0

/** What the administrator says of a connected system. */
export function ClientFields({ value, onChange, problem }: { value: Client; onChange: (client: Client) => void; problem: unknown }) {
  const words = useWords(connectionsWords)
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  const scopes = (Object.keys(words.scope) as Scope[]).map((scope) => ({ id: scope, label: words.scope[scope] }))
  return (
    <>
      <TextField label={words.name} hint={words.nameHint} value={value.name} error={errorOf('name')} onChange={(event) => onChange({ ...value, name: event.target.value })} />
      <TextField label={words.contact} hint={words.contactHint} value={value.contact} error={errorOf('contact')} onChange={(event) => onChange({ ...value, contact: event.target.value })} />
      <PickList title={words.scopes} none={words.scopesNone} some={words.chosen} items={scopes} chosen={value.scopes} onChoose={(chosen) => onChange({ ...value, scopes: chosen })} />
      <PickList
        title={words.units}
        none={words.allUnits}
        some={words.chosen}
        items={(units.data?.items ?? []).map(({ id, short_name: label }) => ({ id, label }))}
        chosen={value.units}
        onChoose={(chosen) => onChange({ ...value, units: chosen })}
      />
      <TextAreaField
        label={words.addresses}
        hint={words.addressesHint}
        rows={2}
        value={value.addresses}
        error={errorOf('allowed_addresses') ?? errorOf('allowed_addresses/0')}
        onChange={(event) => onChange({ ...value, addresses: event.target.value })}
      />
      <DayField label={words.ends} optional value={value.ends} error={errorOf('expires_at')} onChange={(ends) => onChange({ ...value, ends })} />
      <TextField
        label={words.calls}
        hint={words.callsHint}
        optional
        inputMode="numeric"
        autoComplete="off"
        value={value.calls}
        error={errorOf('calls_a_minute')}
        onChange={({ target }) => onChange({ ...value, calls: target.value.replace(/\D/g, '').slice(0, 6) })}
      />
    </>
  )
}
