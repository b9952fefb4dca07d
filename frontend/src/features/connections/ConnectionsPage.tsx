import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { CircleCheck, CircleMinus, CircleX, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { listApiClientsOptions } from '@/api/@tanstack/react-query.gen'
import type { ApiClientRow } from '@/api/types.gen'
import { PageHeader } from '@/components/PageHeader'
import { Mark } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { ViewTabs } from '@/components/ViewTabs'
import { commonWords } from '@/i18n/common'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment, formatNumber } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { AddClientDialog } from './AddClientDialog'
import { ClientDialog } from './ClientDialog'
import { STATES, type ConnectionsSearch } from './search'
import { TokensOfAll } from './TokensOfAll'

type State = ApiClientRow['state']

const LOOKS: Record<State, { icon: LucideIcon; colour: 'grey' | 'green' }> = {
  active: { icon: CircleCheck, colour: 'green' },
  expired: { icon: CircleMinus, colour: 'grey' },
  deactivated: { icon: CircleX, colour: 'grey' },
}

interface Props {
  search: ConnectionsSearch
  onSearch: (search: ConnectionsSearch) => void
}

/** What calls without a person at a screen: other systems, and people's own scripts. */
export function ConnectionsPage({ search, onSearch }: Props) {
  const words = useWords(connectionsWords)
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PageHeader
        title={words.title}
        facts={<span className="secondary">{words.intro}</span>}
        actions={
          <Button type="primary" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        }
      />
      <ViewTabs
        label={words.title}
        chosen={search.view ?? 'clients'}
        tabs={[
          { key: 'clients', label: words.clients },
          { key: 'tokens', label: words.tokens },
        ]}
        onChoose={(view) => onSearch(view === 'tokens' ? { view } : {})}
      />
      {search.view === 'tokens' ? <TokensOfAll search={search} onSearch={onSearch} /> : <Clients search={search} onSearch={onSearch} />}
      {adding && <AddClientDialog onClose={() => setAdding(false)} />}
    </>
  )
}

function Clients({ search, onSearch }: Props) {
  const words = useWords(connectionsWords)
  const common = useWords(commonWords)
  const [open, setOpen] = useState<string | null>(null)
  const filters = { state: search.state }
  const query = useQuery({ ...listApiClientsOptions({ query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const columns: Column<ApiClientRow>[] = [
    { key: 'name', title: words.name, sort: 'name', width: 190, render: (row) => row.name },
    { key: 'state', title: words.state, nowrap: true, render: (row) => <Mark {...LOOKS[row.state]}>{words.states[row.state]}</Mark> },
    { key: 'scopes', title: words.scopes, width: 210, render: (row) => row.scopes.map((scope) => words.scope[scope as keyof typeof words.scope]).join('; ') },
    { key: 'units', title: words.units, width: 120, render: (row) => (row.units === null ? words.allUnits : row.units.map(({ name }) => name).join(', ')) },
    { key: 'used', title: words.lastUsed, sort: 'last_used_at', width: 155, render: (row) => (row.last_used_at === null ? words.never : formatMoment(row.last_used_at)) },
    { key: 'ends', title: words.until, width: 110, render: (row) => (row.expires_at === null ? words.endsNever : formatDay(row.expires_at.slice(0, 10))) },
    { key: 'calls', title: words.callsShort, width: 120, wideOnly: true, render: (row) => (row.calls_a_minute === null ? words.callsCommon : formatNumber(row.calls_a_minute)) },
    { key: 'contact', title: words.contact, width: 140, wideOnly: true, render: (row) => row.contact },
  ]
  return (
    <>
      <ListPage
        path="/api/v1/api-clients"
        fileName="ket-noi-he-thong.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.things}
        empty={words.empty}
        toolbar={<FilterSelect label={words.state} value={search.state} all={common.all} options={STATES.map((value) => ({ value, label: words.states[value] }))} onChange={(state) => onSearch(fromStart({ ...search, state }))} />}
      >
        {(items) => <DataTable label={words.title} columns={columns} rows={items} idOf={(row) => row.id} onOpen={(row) => setOpen(row.id)} sort={search.sort ?? 'name'} onSort={(sort) => onSearch(fromStart({ ...search, sort }))} />}
      </ListPage>
      {open !== null && <ClientDialog id={open} onClose={() => setOpen(null)} />}
    </>
  )
}
