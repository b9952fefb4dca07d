import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getUserOptions, listHistoryOptions, listUsersOptions } from '@/api/@tanstack/react-query.gen'
import type { FactRead } from '@/api/types.gen'
import { PageHeader } from '@/components/PageHeader'
import { DataTable, type Column } from '@/components/table/DataTable'
import { DayFilter } from '@/components/table/DayFilter'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { analyticsWords } from '@/i18n/analytics'
import { commonWords } from '@/i18n/common'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { fromStart, type ListSearch } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'

export interface HistorySearch extends ListSearch {
  unit?: string
  on?: string
  person?: string
}

/** Who did what, in which role; what the reader may read. */
export function HistoryPage({ search, onSearch }: { search: HistorySearch; onSearch: (search: HistorySearch) => void }) {
  const words = useWords(analyticsWords)
  const common = useWords(commonWords)
  const me = useMe()
  const seesPeople = may(me, 'people.read')
  const filters = { unit: search.unit, on: search.on, person: search.person }
  const query = useQuery({ ...listHistoryOptions({ query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor } }), placeholderData: keepPreviousData })
  const change = (next: HistorySearch) => onSearch(fromStart(next))
  return (
    <>
      <PageHeader title={words.history} />
      <ListPage
        path="/api/v1/history"
        fileName="lich-su.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.things}
        empty={words.historyEmpty}
        toolbar={
          <>
            <UnitSelect label={words.unit} value={search.unit} all={common.all} onChange={(unit) => change({ ...search, unit })} />
            {seesPeople && (
              <PersonFilter value={search.person} onChange={(person) => change({ ...search, person })} />
            )}
            <DayFilter label={words.onDay} value={search.on} onChange={(on) => change({ ...search, on })} />
          </>
        }
      >
        {(items) => (
          <Facts items={items} sort={search.sort ?? '-at'} onSort={(sort) => change({ ...search, sort })} />
        )}
      </ListPage>
    </>
  )
}

const PEOPLE = 30

/** Found by the server among all people, however many; the chosen one keeps the name. */
function PersonFilter({ value, onChange }: { value: string | undefined; onChange: (person: string | undefined) => void }) {
  const words = useWords(analyticsWords)
  const common = useWords(commonWords)
  const [typed, setTyped] = useState('')
  const found = useQuery({ ...listUsersOptions({ query: { limit: PEOPLE, sort: 'full_name', q: typed === '' ? undefined : typed } }), placeholderData: keepPreviousData })
  const chosen = useQuery({ ...getUserOptions({ path: { person_id: value ?? '' } }), enabled: value !== undefined })
  const people = found.data?.items ?? []
  const named = chosen.data === undefined || value === undefined || people.some(({ id }) => id === value) ? people : [chosen.data, ...people]
  const options = named.map(({ id, full_name: name, username }) => ({ value: id, label: `${name} (${username})` }))
  return <FilterSelect label={words.who} value={value} all={common.all} options={options} onChange={onChange} onType={setTyped} />
}

function placeOf({ subject_type: type, subject_id: id }: FactRead): string | undefined {
  const places: Record<string, string> = {
    report: `/reports/${id}`,
    report_line: `/line/${id}`,
    assignment: `/plan?assignment=${id}`,
    plan: `/plan?plan=${id}`,
    task: `/plan?task=${id}`,
    inspection: `/inspections/${id}`,
    finding: `/findings/${id}`,
    evidence: `/evidence?document=${id}`,
    period: `/periods?period=${id}`,
    succession: `/reorganisation?show=${id}`,
  }
  return places[type]
}

/** Who did what, about what, and what it changed, in words. */
function Facts({ items, sort, onSort }: { items: FactRead[]; sort: string; onSort: (sort: string) => void }) {
  const words = useWords(analyticsWords)
  const terms = useWords(termWords)
  const none = useWords(commonWords).table.none
  const columns: Column<FactRead>[] = [
    {
      key: 'what',
      title: words.what,
      width: 380,
      render: ({ text, subject }) => (
        <>
          <strong>{text.charAt(0).toUpperCase() + text.slice(1)}</strong>: {subject}
        </>
      ),
    },
    {
      key: 'changes',
      title: words.changes,
      width: 240,
      render: ({ changes, reason }) => (
        <>
          {changes.map(({ label, before, after }) => (
            <span key={label} style={{ display: 'block' }}>
              {label}: <span className="secondary">{before}</span> → {after}
            </span>
          ))}
          {reason !== null && <span>“{reason}”</span>}
          {changes.length === 0 && reason === null && none}
        </>
      ),
    },
    {
      key: 'who',
      title: words.who,
      width: 230,
      render: ({ person, role, unit }) => (
        <>
          {person}
          <span className="secondary small" style={{ display: 'block' }}>
            {[role === null ? null : role === 'api_client' ? terms.machineRole : terms.role[role as keyof typeof terms.role], unit].filter(Boolean).join(', ')}
          </span>
        </>
      ),
    },
    { key: 'at', title: words.at, sort: 'at', width: 190, nowrap: true, render: ({ at }) => formatMoment(at) },
  ]
  return <DataTable label={words.history} columns={columns} rows={items} idOf={({ id }) => id} hrefOf={placeOf} sort={sort} onSort={onSort} />
}
