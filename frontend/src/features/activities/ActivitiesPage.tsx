import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { CalendarClock, CircleCheck, CircleX, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { listActivitiesOptions } from '@/api/@tanstack/react-query.gen'
import type { ActivityRow, ActivityState as State } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { PageHeader } from '@/components/PageHeader'
import { Mark } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { DayFilter } from '@/components/table/DayFilter'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { ViewTabs } from '@/components/ViewTabs'
import { activityWords } from '@/i18n/activities'
import { useWords } from '@/i18n/words'
import { formatDay, formatNumber } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { ActivityDialog } from './ActivityDialog'
import { KINDS, STATES, type ActivitySearch } from './search'
import { Totals } from './Totals'

const LOOKS: Record<State, { icon: LucideIcon; colour: 'grey' | 'green' | 'blue' }> = {
  planned: { icon: CalendarClock, colour: 'blue' },
  held: { icon: CircleCheck, colour: 'green' },
  cancelled: { icon: CircleX, colour: 'grey' },
}

export function ActivityMark({ state }: { state: State }) {
  const words = useWords(activityWords)
  return <Mark {...LOOKS[state]}>{words.states[state]}</Mark>
}

/** One day, or from one to another. */
export function useDays(): (activity: Pick<ActivityRow, 'begins_on' | 'ends_on'>) => string {
  const words = useWords(activityWords)
  return ({ begins_on: first, ends_on: last }) => (first === last ? formatDay(first) : words.fromTo(formatDay(first), formatDay(last)))
}

interface PageProps {
  search: ActivitySearch
  onSearch: (search: ActivitySearch) => void
}

/** What units did among people: the list with its filters, and the totals by unit and kind. */
export function ActivitiesPage({ search, onSearch }: PageProps) {
  const words = useWords(activityWords)
  const me = useMe()
  const [writing, setWriting] = useState(false)
  const totals = search.view === 'totals'
  return (
    <>
      <PageHeader
        title={words.title}
        facts={<span className="secondary">{words.about}</span>}
        actions={
          may(me, 'activity.edit') && (
            <Button type="primary" onClick={() => setWriting(true)}>
              {words.add}
            </Button>
          )
        }
      />
      <ViewTabs
        label={words.view}
        tabs={[
          { key: 'list', label: words.list },
          { key: 'totals', label: words.totals },
        ]}
        chosen={totals ? 'totals' : 'list'}
        onChoose={(key) => onSearch(fromStart({ ...search, view: key === 'totals' ? 'totals' : undefined }))}
      />
      {totals ? <Totals search={search} onSearch={onSearch} /> : <ActivityList search={search} onSearch={onSearch} />}
      {writing && <ActivityDialog onClose={() => setWriting(false)} />}
    </>
  )
}

function ActivityList({ search, onSearch }: PageProps) {
  const words = useWords(activityWords)
  const { q, sort, cursor, kind, state, unit, task, indicator, from, to, proven } = search
  const filters = { kind, state, unit, task, indicator, from, to, proven: proven === undefined ? undefined : proven === 'yes' }
  const query = useQuery({ ...listActivitiesOptions({ query: { ...filters, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const change = (next: Partial<ActivitySearch>) => onSearch(fromStart({ ...search, ...next }))
  return (
    <>
      <div style={{ marginBottom: 12 }}>
        <Chips
          label={words.state}
          chips={[{ key: 'all', label: words.all }, ...STATES.map((key) => ({ key, label: words.states[key] }))]}
          chosen={state ?? 'all'}
          onChoose={(key) => change({ state: STATES.find((one) => one === key) })}
        />
      </div>
      <ListPage path="/api/v1/activities" fileName="hoat-dong.xlsx" query={query} search={search} onSearch={onSearch} filters={filters} things={words.things} empty={words.empty} toolbar={<Filters search={search} onChange={change} />}>
        {(rows) => <ActivityTable rows={rows} sort={sort ?? '-ends_on'} onSort={(next) => change({ sort: next })} />}
      </ListPage>
    </>
  )
}

function Filters({ search, onChange }: { search: ActivitySearch; onChange: (next: Partial<ActivitySearch>) => void }) {
  const words = useWords(activityWords)
  return (
    <>
      <FilterSelect label={words.kind} value={search.kind} all={words.all} options={KINDS.map((value) => ({ value, label: words.kinds[value] }))} onChange={(kind) => onChange({ kind })} />
      <UnitSelect label={words.unit} value={search.unit} all={words.all} onChange={(unit) => onChange({ unit })} />
      <DayFilter label={words.from} value={search.from} onChange={(from) => onChange({ from })} />
      <DayFilter label={words.to} value={search.to} onChange={(to) => onChange({ to })} />
      <FilterSelect
        label={words.documentsShort}
        value={search.proven}
        all={words.all}
        options={[
          { value: 'yes', label: words.proven },
          { value: 'no', label: words.unproven },
        ]}
        onChange={(proven) => onChange({ proven })}
      />
    </>
  )
}

function ActivityTable({ rows, sort, onSort }: { rows: ActivityRow[]; sort: string; onSort: (sort: string) => void }) {
  const words = useWords(activityWords)
  const days = useDays()
  const columns: Column<ActivityRow>[] = [
    { key: 'title', title: words.topic, width: 270, render: (row) => row.title },
    { key: 'state', title: words.state, nowrap: true, render: (row) => <ActivityMark state={row.state} /> },
    { key: 'kind', title: words.kind, width: 140, render: (row) => words.kinds[row.kind] },
    { key: 'days', title: words.days, sort: 'ends_on', width: 130, render: days },
    { key: 'unit', title: words.unit, sort: 'unit', width: 140, render: ({ unit }) => unit.name },
    { key: 'place', title: words.place, width: 160, wideOnly: true, render: (row) => row.place },
    { key: 'participants', title: words.people, sort: 'participants', number: true, render: (row) => (row.participants === null ? '–' : formatNumber(row.participants)) },
    { key: 'documents', title: words.documentsShort, number: true, render: (row) => formatNumber(row.documents_count) },
  ]
  return <DataTable label={words.title} columns={columns} rows={rows} idOf={(row) => row.id} hrefOf={(row) => `/activities/${row.id}`} sort={sort} onSort={onSort} />
}
