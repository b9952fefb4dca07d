import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { createOwnTokenMutation, listOwnTokensOptions } from '@/api/@tanstack/react-query.gen'
import { revokeOwnToken } from '@/api/sdk.gen'
import type { PersonalTokenCreate, PersonalTokenRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField, TextField } from '@/components/Field'
import { PageHeader } from '@/components/PageHeader'
import { PickList } from '@/components/PickList'
import { QueryState } from '@/components/QueryState'
import { SecretDialog } from '@/components/SecretDialog'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'
import { isProblem } from '@/lib/http/problem'
import { RotateTokenDialog } from './RotateTokenDialog'
import { TokenTable } from './TokenTable'

type Area = NonNullable<PersonalTokenCreate['scopes']>[number]
type Days = '7' | '30' | '90' | '180' | '365'

/** Tokens for one's own scripts. */
export function OwnTokensPage() {
  const words = useWords(connectionsWords)
  const common = useWords(commonWords)
  const [making, setMaking] = useState(false)
  const [rotated, setRotated] = useState<PersonalTokenRead | null>(null)
  const query = useQuery(listOwnTokensOptions())
  return (
    <>
      <PageHeader
        title={common.frame.accessTokens}
        facts={<span className="secondary">{words.ownIntro}</span>}
        actions={
          <Button type="primary" onClick={() => setMaking(true)}>
            {words.make}
          </Button>
        }
      />
      <QueryState query={query}>
        {({ items }) => (items.length === 0 ? <EmptyState>{words.ownEmpty}</EmptyState> : <TokenTable label={common.frame.accessTokens} rows={items} onRevoke={(id) => revokeOwnToken({ path: { token_id: id } })} onRotate={setRotated} />)}
      </QueryState>
      {making && <MakeDialog onClose={() => setMaking(false)} />}
      {rotated !== null && <RotateTokenDialog token={rotated} onClose={() => setRotated(null)} />}
    </>
  )
}

function MakeDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(connectionsWords)
  const cache = useQueryClient()
  const [name, setName] = useState('')
  const [right, setRight] = useState<'read' | 'write'>('read')
  const [areas, setAreas] = useState<readonly string[]>([])
  const [days, setDays] = useState<Days>('90')
  const [addresses, setAddresses] = useState('')
  const making = useMutation({ ...createOwnTokenMutation(), onSuccess: () => void cache.invalidateQueries() })
  const ready = name.trim() !== ''
  const problem: unknown = making.error
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  const make = () => ready && making.mutate({ body: { name: name.trim(), may_write: right === 'write', scopes: areas as Area[], days: Number(days), allowed_addresses: addresses.split(/[\s,;]+/).filter((text) => text !== '') } })
  if (making.data !== undefined) {
    return <SecretDialog title={making.data.name} hint={words.tokenOnce} secret={{ label: words.token, value: making.data.token }} onClose={onClose} />
  }
  return (
    <Dialog
      title={words.makeTitle}
      onClose={making.isPending ? null : onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={making.isPending} onClick={make}>
          {words.make}
        </Button>
      }
    >
      <div className="stack">
        <TextField label={words.tokenName} hint={words.tokenNameHint} value={name} error={errorOf('name')} onChange={(event) => setName(event.target.value)} />
        <FilterSelect<'read' | 'write'> label={words.right} value={right} options={(['read', 'write'] as const).map((value) => ({ value, label: words.rights[value] }))} onChange={(value) => setRight(value ?? 'read')} />
        <PickList
          few
          title={words.areas}
          none={words.areasAll}
          some={words.chosen}
          items={(Object.keys(words.area) as Area[]).map((area) => ({ id: area, label: words.area[area], note: words.areaNote[area] || undefined }))}
          chosen={areas}
          onChoose={setAreas}
        />
        <FilterSelect<Days> label={words.lasts} value={days} options={(Object.keys(words.days) as Days[]).map((value) => ({ value, label: words.days[value] }))} onChange={(value) => setDays(value ?? '90')} />
        <TextAreaField label={words.addresses} optional hint={words.addressesHint} rows={2} value={addresses} error={errorOf('allowed_addresses/0')} onChange={(event) => setAddresses(event.target.value)} />
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}
