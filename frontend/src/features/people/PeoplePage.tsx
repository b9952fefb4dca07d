import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Lock, UserCheck } from 'lucide-react'
import { useState } from 'react'
import { listUsersOptions } from '@/api/@tanstack/react-query.gen'
import type { PersonRow, Role } from '@/api/types.gen'
import { PageHeader } from '@/components/PageHeader'
import { Mark } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { adminWords } from '@/i18n/admin'
import { commonWords } from '@/i18n/common'
import { delegationsWords } from '@/i18n/delegations'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { fromStart, type ListSearch } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { AddPersonDialog } from './AddPersonDialog'
import { ImportDialog } from './ImportDialog'
import { PersonDialog } from './PersonDialog'
import { ROLES } from './search'

export interface PeopleSearch extends ListSearch {
  unit?: string
  role?: Role
  active?: 'yes' | 'no'
}

/** Everyone with an account; accounts are locked, never deleted. */
export function PeoplePage({ search, onSearch }: { search: PeopleSearch; onSearch: (search: PeopleSearch) => void }) {
  const words = useWords(adminWords)
  const terms = useWords(termWords)
  const delegation = useWords(delegationsWords)
  const common = useWords(commonWords)
  const me = useMe()
  const [open, setOpen] = useState<PersonRow | null>(null)
  const [dialog, setDialog] = useState<'add' | 'import' | null>(null)
  const filters = { unit: search.unit, role: search.role, active: search.active === undefined ? undefined : search.active === 'yes' }
  const change = (next: PeopleSearch) => onSearch(fromStart(next))
  const query = useQuery({ ...listUsersOptions({ query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const columns: Column<PersonRow>[] = [
    { key: 'name', title: words.fullName, sort: 'full_name', width: 200, render: (row) => row.full_name },
    { key: 'username', title: words.username, sort: 'username', render: (row) => row.username },
    { key: 'roles', title: words.roles, width: 260, render: (row) => row.memberships.map((post) => `${terms.role[post.role]}${post.on_behalf_of === null ? '' : ` (${delegation.bannerShort(post.on_behalf_of)})`}, ${post.unit.name}`).join('; ') },
    { key: 'email', title: words.email, render: (row) => row.email ?? common.table.none, wideOnly: true },
    { key: 'state', title: words.state, nowrap: true, render: (row) => (row.active ? <Mark icon={UserCheck} colour="green">{words.active}</Mark> : <Mark icon={Lock} colour="grey">{words.inactive}</Mark>) },
    { key: 'seen', title: words.lastSeen, sort: 'last_signed_in_at', nowrap: true, render: (row) => (row.last_signed_in_at === null ? words.never : formatMoment(row.last_signed_in_at)) },
  ]
  return (
    <>
      <PageHeader
        title={words.people}
        actions={
          may(me, 'people.manage') && (
            <>
              <Button type="primary" onClick={() => setDialog('add')}>
                {words.add}
              </Button>
              <Button onClick={() => setDialog('import')}>
                {words.import}
              </Button>
            </>
          )
        }
      />
      <ListPage
        path="/api/v1/users"
        fileName="nguoi-dung.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.peopleThings}
        empty={words.peopleEmpty}
        toolbar={
          <>
            <UnitSelect label={words.unit} value={search.unit} all={common.all} onChange={(unit) => change({ ...search, unit })} />
            <FilterSelect label={words.role} value={search.role} all={common.all} options={ROLES.map((value) => ({ value, label: terms.role[value] }))} onChange={(role) => change({ ...search, role })} />
            <FilterSelect
              label={words.state}
              value={search.active}
              all={common.all}
              options={[
                { value: 'yes' as const, label: words.active },
                { value: 'no' as const, label: words.inactive },
              ]}
              onChange={(active) => change({ ...search, active })}
            />
          </>
        }
      >
        {(items) => <DataTable label={words.people} columns={columns} rows={items} idOf={(row) => row.id} onOpen={setOpen} sort={search.sort ?? 'username'} onSort={(sort) => onSearch(fromStart({ ...search, sort }))} />}
      </ListPage>
      {open !== null && <PersonDialog id={open.id} onClose={() => setOpen(null)} />}
      {dialog === 'add' && <AddPersonDialog onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ImportDialog onClose={() => setDialog(null)} />}
    </>
  )
}
