import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listPersonalTokensOptions } from '@/api/@tanstack/react-query.gen'
import { revokePersonalToken } from '@/api/sdk.gen'
import type { PersonalTokenRow } from '@/api/types.gen'
import type { Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'
import { fromStart } from '@/lib/search-params'
import type { ConnectionsSearch } from './search'
import { TokenTable } from './TokenTable'

/** Everybody's tokens, for the administrator: which there are, and their end. */
export function TokensOfAll({ search, onSearch }: { search: ConnectionsSearch; onSearch: (search: ConnectionsSearch) => void }) {
  const words = useWords(connectionsWords)
  const query = useQuery({ ...listPersonalTokensOptions({ query: { q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const whose: Column<PersonalTokenRow> = { key: 'person', title: words.person, sort: 'person', width: 160, render: (row) => row.person.full_name }
  return (
    <ListPage path="/api/v1/personal-tokens" fileName="ma-truy-cap-ca-nhan.xlsx" query={query} search={search} onSearch={onSearch} filters={{}} things={words.tokenThings} empty={words.tokensEmpty}>
      {(items) => (
        <TokenTable label={words.tokens} rows={items} whose={whose} onRevoke={(id) => revokePersonalToken({ path: { token_id: id } })} sort={search.sort ?? 'person'} onSort={(sort) => onSearch(fromStart({ ...search, sort }))} />
      )}
    </ListPage>
  )
}
