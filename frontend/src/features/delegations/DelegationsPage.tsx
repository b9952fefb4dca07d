import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { CalendarClock, CircleCheck, CircleMinus, CircleX, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { endDelegationMutation, listDelegationsOptions } from '@/api/@tanstack/react-query.gen'
import type { DelegationRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { PageHeader } from '@/components/PageHeader'
import { Mark } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { useSaving } from '@/components/use-saving'
import { commonWords } from '@/i18n/common'
import { delegationsWords } from '@/i18n/delegations'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { fromStart, type ListSearch } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { GiveDialog } from './GiveDialog'

export interface DelegationSearch extends ListSearch {
  current?: 'yes' | 'no'
}

const LOOKS: Record<DelegationRead['state'], { icon: LucideIcon; colour: 'grey' | 'green' | 'blue' }> = {
  planned: { icon: CalendarClock, colour: 'blue' },
  active: { icon: CircleCheck, colour: 'green' },
  expired: { icon: CircleMinus, colour: 'grey' },
  ended: { icon: CircleX, colour: 'grey' },
  lapsed: { icon: CircleX, colour: 'grey' },
}

/** Who acts for whom: now, soon and earlier. */
export function DelegationsPage({ search, onSearch }: { search: DelegationSearch; onSearch: (search: DelegationSearch) => void }) {
  const words = useWords(delegationsWords)
  const common = useWords(commonWords)
  const me = useMe()
  const [dialog, setDialog] = useState<DelegationRead | 'give' | null>(null)
  const filters = { current: search.current === undefined ? undefined : search.current === 'yes' }
  const query = useQuery({ ...listDelegationsOptions({ query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const columns: Column<DelegationRead>[] = [
    { key: 'receiver', title: words.receiver, width: 200, render: (row) => row.receiver.full_name },
    { key: 'giver', title: words.giver, render: (row) => row.giver.full_name },
    { key: 'unit', title: words.unit, sort: 'unit', render: (row) => row.unit.name },
    { key: 'time', title: words.time, sort: 'valid_from', nowrap: true, render: (row) => words.days(formatDay(row.valid_from), formatDay(row.valid_to)) },
    { key: 'state', title: words.state, nowrap: true, render: (row) => <Mark {...LOOKS[row.state]}>{words.states[row.state]}</Mark> },
    { key: 'reason', title: words.reason, width: 240, render: (row) => row.reason },
    {
      key: 'end',
      title: words.end,
      nowrap: true,
      render: (row) =>
        row.allowed_actions.includes('end') ? (
          <Button size="small" onClick={() => setDialog(row)}>
            {words.end}
          </Button>
        ) : (
          common.table.none
        ),
    },
  ]
  // nobody passes on what was lent to them
  const gives = may(me, 'delegation.manage') && me.membership.on_behalf_of === null
  return (
    <>
      <PageHeader
        title={words.title}
        facts={<span className="secondary">{words.intro}</span>}
        actions={
          gives && (
            <Button type="primary" onClick={() => setDialog('give')}>
              {words.give}
            </Button>
          )
        }
      />
      <ListPage
        path="/api/v1/delegations"
        fileName="uy-quyen.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.things}
        empty={words.empty}
        toolbar={
          <FilterSelect
            label={words.state}
            value={search.current}
            all={common.all}
            options={[
              { value: 'yes' as const, label: words.current },
              { value: 'no' as const, label: words.past },
            ]}
            onChange={(current) => onSearch(fromStart({ ...search, current }))}
          />
        }
      >
        {(items) => (
          <DataTable label={words.title} columns={columns} rows={items} idOf={(row) => row.id} sort={search.sort ?? '-valid_from'} onSort={(sort) => onSearch(fromStart({ ...search, sort }))} />
        )}
      </ListPage>
      {dialog === 'give' && <GiveDialog onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== 'give' && <EndDialog delegation={dialog} onClose={() => setDialog(null)} />}
    </>
  )
}

function EndDialog({ delegation, onClose }: { delegation: DelegationRead; onClose: () => void }) {
  const words = useWords(delegationsWords)
  const ending = useSaving(endDelegationMutation(), onClose)
  const end = () => ending.mutate({ path: { delegation_id: delegation.id }, headers: ifMatch(delegation.version) })
  return (
    <Dialog
      title={words.endTitle}
      onClose={onClose}
      actions={
        <Button danger loading={ending.isPending} onClick={end}>
          {words.end}
        </Button>
      }
    >
      <p>{words.endQuestion(delegation.receiver.full_name, delegation.giver.full_name)}</p>
      {ending.error !== null && <ErrorState error={ending.error} />}
    </Dialog>
  )
}
