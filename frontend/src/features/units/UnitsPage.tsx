import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { CircleDashed } from 'lucide-react'
import { useState } from 'react'
import { listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import type { UnitRow } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { Mark } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { DayFilter } from '@/components/table/DayFilter'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { adminWords } from '@/i18n/admin'
import { commonWords } from '@/i18n/common'
import { reorganisationWords } from '@/i18n/reorganisation'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { fromStart, type ListSearch } from '@/lib/search-params'
import { may, useMe, useToday } from '@/lib/session/access'
import { AddUnitDialog } from './AddUnitDialog'
import { UNIT_KINDS } from './search'
import { UnitDialog } from './UnitDialog'

export interface UnitSearch extends ListSearch {
  kind?: (typeof UNIT_KINDS)[number]
  /** The tree as it was, or will be, on this day. */
  on?: string
}

/** Units in official order; a rename begins on a day and the old name stays. */
export function UnitsPage({ search, onSearch }: { search: UnitSearch; onSearch: (search: UnitSearch) => void }) {
  const words = useWords(adminWords)
  const terms = useWords(termWords)
  const changing = useWords(reorganisationWords)
  const common = useWords(commonWords)
  const today = useToday()
  const me = useMe()
  const [editing, setEditing] = useState<UnitRow | null>(null)
  const [adding, setAdding] = useState(false)
  const filters = { kind: search.kind, on: search.on }
  const query = useQuery({ ...listUnitsOptions({ query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor, limit: 200, count: true } }), placeholderData: keepPreviousData })
  const items = query.data?.items ?? []
  const columns: Column<UnitRow>[] = [
    { key: 'name', title: words.name, width: 300, render: (row) => <span style={{ display: 'block', paddingLeft: 20 * depthOf(row, items) }}>{row.name}</span> },
    { key: 'code', title: words.code, sort: 'code', render: (row) => row.code },
    { key: 'kind', title: words.kind, render: (row) => terms.unitKind[row.kind] },
    { key: 'basis', title: words.basis, nowrap: true, render: (row) => (row.provisional ? <Mark icon={CircleDashed} colour="amber">{words.provisional}</Mark> : words.named) },
    { key: 'note', title: words.note, render: (row) => row.note ?? common.table.none },
    { key: 'since', title: words.since, render: (row) => formatDay(row.valid_from), wideOnly: true },
  ]
  return (
    <>
      <PageHeader
        title={words.units}
        actions={
          <>
            <LinkButton href="/reorganisation">{changing.title}</LinkButton>
            {may(me, 'units.manage') && (
              <Button type="primary" onClick={() => setAdding(true)}>
                {words.addUnit}
              </Button>
            )}
          </>
        }
      />
      <ListPage
        path="/api/v1/units"
        fileName="don-vi.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.unitThings}
        empty={words.unitsEmpty}
        toolbar={
          <>
            <FilterSelect label={words.kind} value={search.kind} all={common.all} options={UNIT_KINDS.map((value) => ({ value, label: terms.unitKind[value] }))} onChange={(kind) => onSearch(fromStart({ ...search, kind }))} />
            <DayFilter label={words.on} required value={search.on ?? today} onChange={(on) => onSearch(fromStart({ ...search, on: on === today ? undefined : on }))} />
          </>
        }
      >
        {(rows) => <DataTable label={words.units} columns={columns} rows={rows} idOf={(row) => row.id} onOpen={setEditing} sort={search.sort ?? 'sort'} onSort={(sort) => onSearch(fromStart({ ...search, sort }))} />}
      </ListPage>
      {editing !== null && <UnitDialog unit={editing} onClose={() => setEditing(null)} />}
      {adding && <AddUnitDialog onClose={() => setAdding(false)} />}
    </>
  )
}

/** How deep in the tree; a unit whose parent is not in the list stands at the edge. */
function depthOf(row: UnitRow, rows: readonly UnitRow[]): number {
  const parent = rows.find(({ id }) => id === row.parent_id)
  return parent === undefined ? 0 : 1 + depthOf(parent, rows)
}
