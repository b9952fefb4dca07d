import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listAllEscalationsOptions } from '@/api/@tanstack/react-query.gen'
import type { EscalationRead } from '@/api/types.gen'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'
import { formatDay, formatShortDay } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { UrgeButton } from './UrgeButton'
import type { UrgingSearch } from './search'

interface EscalationListProps {
  level: 'coordinator' | 'leader'
  search: UrgingSearch
  onSearch: (search: UrgingSearch) => void
}

/** What has climbed the ladder this far, the oldest first; each may be urged from here. */
export function EscalationList({ level, search, onSearch }: EscalationListProps) {
  const words = useWords(urgingWords)
  const common = useWords(commonWords)
  const filters = { kind: search.what }
  const query = useQuery({ ...listAllEscalationsOptions({ query: { level, ...filters, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const columns: Column<EscalationRead>[] = [
    { key: 'unit', title: words.unit, sort: 'unit', width: 170, render: (row) => row.unit.name },
    { key: 'title', title: words.about, width: 360, render: (row) => row.title },
    { key: 'kind', title: words.what, nowrap: true, render: (row) => words.whats[row.kind] },
    { key: 'due', title: words.due, sort: 'due_on', nowrap: true, render: (row) => formatDay(row.due_on) },
    { key: 'late', title: words.late, number: true, render: (row) => words.daysLate[row.day_unit](row.days_late) },
    { key: 'urged', title: words.urged, nowrap: true, render: (row) => (row.last_on === null ? common.table.none : words.times(row.times, formatShortDay(row.last_on))) },
    {
      key: 'urge',
      title: words.urge,
      nowrap: true,
      // a report is urged from the board of its period, where all of them are
      render: (row) => (row.kind === 'assignment' ? <UrgeButton what={{ assignment_ids: [row.id] }} label={words.urge} name={words.urgeOf(row.unit.name)} small /> : common.table.none),
    },
  ]
  return (
    <ListPage
      path="/api/v1/escalations"
      fileName="qua-han-can-don-doc.xlsx"
      query={query}
      search={search}
      onSearch={(next) => onSearch({ ...next, list: level })}
      scope={{ level }}
      filters={filters}
      things={words.lateThings}
      empty={words.nothingLate}
      toolbar={
        <FilterSelect
          label={words.what}
          value={search.what}
          all={common.all}
          options={(['assignment', 'report'] as const).map((value) => ({ value, label: words.whats[value] }))}
          onChange={(what) => onSearch(fromStart({ ...search, what }))}
        />
      }
    >
      {(items) => (
        <DataTable
          label={words.tabs[level]}
          columns={columns}
          rows={items}
          idOf={(row) => row.id}
          hrefOf={(row) => (row.kind === 'assignment' ? `/plan?assignment=${row.id}` : '/periods')}
          sort={search.sort ?? 'due_on'}
          onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
        />
      )}
    </ListPage>
  )
}
