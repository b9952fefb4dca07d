import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listPersonalTokensOptions, revokePersonalTokenMutation } from '@/api/@tanstack/react-query.gen'
import type { PersonalTokenRow } from '@/api/types.gen'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { connectionsWords } from '@/i18n/connections'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { RevokeDialog } from './RevokeDialog'
import type { ConnectionsSearch } from './search'

/** Everybody's tokens, for the administrator: which there are, and their end. */
export function TokensOfAll({ search, onSearch }: { search: ConnectionsSearch; onSearch: (search: ConnectionsSearch) => void }) {
  const words = useWords(connectionsWords)
  const terms = useWords(termWords)
  const cache = useQueryClient()
  const [open, setOpen] = useState<PersonalTokenRow | null>(null)
  const query = useQuery({ ...listPersonalTokensOptions({ query: { q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const revoking = useMutation({
    ...revokePersonalTokenMutation(),
    onSuccess: () => {
      void cache.invalidateQueries()
      setOpen(null)
    },
  })
  const columns: Column<PersonalTokenRow>[] = [
    { key: 'person', title: words.person, sort: 'person', width: 200, render: (row) => row.person.full_name },
    { key: 'name', title: words.tokenName, width: 220, render: (row) => row.name },
    { key: 'role', title: words.role, render: (row) => `${terms.role[row.role]}, ${row.unit_name}` },
    { key: 'right', title: words.right, nowrap: true, render: (row) => (row.may_write ? words.mayWrite : words.onlyReads) },
    { key: 'used', title: words.lastUsed, sort: 'last_used_at', nowrap: true, render: (row) => (row.last_used_at === null ? words.never : formatMoment(row.last_used_at)) },
    { key: 'ends', title: words.until, sort: 'expires_at', nowrap: true, render: (row) => formatDay(row.expires_at.slice(0, 10)) },
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
      <ListPage path="/api/v1/personal-tokens" fileName="ma-truy-cap-ca-nhan.xlsx" query={query} search={search} onSearch={onSearch} filters={{}} things={words.tokenThings} empty={words.tokensEmpty}>
        {(items) => <DataTable label={words.tokens} columns={columns} rows={items} idOf={(row) => row.id} sort={search.sort ?? 'person'} onSort={(sort) => onSearch(fromStart({ ...search, sort }))} />}
      </ListPage>
      {open !== null && <RevokeDialog name={open.name} pending={revoking.isPending} error={revoking.error} onRevoke={() => revoking.mutate({ path: { token_id: open.id } })} onClose={() => setOpen(null)} />}
    </>
  )
}
