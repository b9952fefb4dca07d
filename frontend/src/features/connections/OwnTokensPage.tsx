import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { createOwnTokenMutation, listOwnTokensOptions, revokeOwnTokenMutation } from '@/api/@tanstack/react-query.gen'
import type { PersonalTokenRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField, TextField } from '@/components/Field'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { DataTable, type Column } from '@/components/table/DataTable'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { connectionsWords } from '@/i18n/connections'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { isProblem } from '@/lib/http/problem'
import { RevokeDialog } from './RevokeDialog'
import { SecretOnce } from './SecretOnce'

type Days = '7' | '30' | '90' | '180' | '365'

/** Tokens for one's own scripts. */
export function OwnTokensPage() {
  const words = useWords(connectionsWords)
  const common = useWords(commonWords)
  const terms = useWords(termWords)
  const cache = useQueryClient()
  const [making, setMaking] = useState(false)
  const [open, setOpen] = useState<PersonalTokenRead | null>(null)
  const query = useQuery(listOwnTokensOptions())
  const revoking = useMutation({
    ...revokeOwnTokenMutation(),
    onSuccess: () => {
      void cache.invalidateQueries()
      setOpen(null)
    },
  })
  const columns: Column<PersonalTokenRead>[] = [
    {
      key: 'name',
      title: words.tokenName,
      width: 260,
      render: (row) => (
        <>
          {row.name} <span className="secondary small">{words.beginsWith(row.beginning)}</span>
        </>
      ),
    },
    { key: 'role', title: words.role, render: (row) => `${terms.role[row.role]}, ${row.unit_name}` },
    { key: 'right', title: words.right, nowrap: true, render: (row) => (row.may_write ? words.mayWrite : words.onlyReads) },
    { key: 'used', title: words.lastUsed, nowrap: true, render: (row) => (row.last_used_at === null ? words.never : formatMoment(row.last_used_at)) },
    { key: 'ends', title: words.until, nowrap: true, render: (row) => formatDay(row.expires_at.slice(0, 10)) },
    {
      key: 'revoke',
      title: words.revoke,
      nowrap: true,
      render: (row) => (
        <Button size="small" onClick={() => setOpen(row)}>
          {words.revoke}
        </Button>
      ),
    },
  ]
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
      <QueryState query={query}>{({ items }) => (items.length === 0 ? <EmptyState>{words.ownEmpty}</EmptyState> : <DataTable label={common.frame.accessTokens} columns={columns} rows={items} idOf={(row) => row.id} />)}</QueryState>
      {making && <MakeDialog onClose={() => setMaking(false)} />}
      {open !== null && <RevokeDialog name={open.name} pending={revoking.isPending} error={revoking.error} onRevoke={() => revoking.mutate({ path: { token_id: open.id } })} onClose={() => setOpen(null)} />}
    </>
  )
}

function MakeDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(connectionsWords)
  const cache = useQueryClient()
  const [name, setName] = useState('')
  const [right, setRight] = useState<'read' | 'write'>('read')
  const [days, setDays] = useState<Days>('90')
  const [addresses, setAddresses] = useState('')
  const making = useMutation({ ...createOwnTokenMutation(), onSuccess: () => void cache.invalidateQueries() })
  const ready = name.trim() !== ''
  const problem: unknown = making.error
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  const make = () => ready && making.mutate({ body: { name: name.trim(), may_write: right === 'write', days: Number(days), allowed_addresses: addresses.split(/[\s,;]+/).filter((text) => text !== '') } })
  if (making.data !== undefined) {
    return (
      <Dialog
        title={making.data.name}
        onClose={onClose}
        ownWayOut
        width={640}
        actions={
          <Button type="primary" onClick={onClose}>
            {words.done}
          </Button>
        }
      >
        <SecretOnce label={words.token} value={making.data.token} hint={words.tokenOnce} />
      </Dialog>
    )
  }
  return (
    <Dialog
      title={words.makeTitle}
      onClose={onClose}
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
        <FilterSelect<Days> label={words.lasts} value={days} options={(Object.keys(words.days) as Days[]).map((value) => ({ value, label: words.days[value] }))} onChange={(value) => setDays(value ?? '90')} />
        <TextAreaField label={words.addresses} optional hint={words.addressesHint} rows={2} value={addresses} error={errorOf('allowed_addresses/0')} onChange={(event) => setAddresses(event.target.value)} />
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}
