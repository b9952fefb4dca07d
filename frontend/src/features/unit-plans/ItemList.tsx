import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listUnitPlanItemsOptions, listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import type { UnitPlanItemRow } from '@/api/types.gen'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { ITEM_KINDS, type UnitPlansSearch } from './search'

interface ItemListProps {
  planId: string
  search: UnitPlansSearch
  onSearch: (search: UnitPlansSearch) => void
}

const DIMENSIONS = ['1', '2', '3', '4', '5', '6', '7', '8'] as const

/** What all units have sent, row by row; as a workbook with the same filters. */
export function ItemList({ planId, search, onSearch }: ItemListProps) {
  const words = useWords(unitPlansWords)
  const common = useWords(commonWords)
  const followed = search.followed === undefined ? undefined : search.followed === 'yes'
  const chosen = { unit: search.unit, kind: search.kind, dimension: search.dimension, followed }
  const query = useQuery({ ...listUnitPlanItemsOptions({ query: { plan: planId, ...chosen, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  const change = (next: UnitPlansSearch) => onSearch({ ...next, view: 'items', cursor: undefined, page: undefined })
  const columns = useColumns(search.kind === 'limit')
  return (
    <ListPage
      path="/api/v1/unit-plan-items"
      fileName="tong-hop-giai-phap.xlsx"
      query={query}
      search={search}
      onSearch={(next) => onSearch({ ...next, view: 'items' })}
      filters={chosen}
      things={words.things}
      empty={words.itemsEmpty}
      toolbar={
        <>
          <FilterSelect label={words.unit} value={search.unit} all={common.all} options={(units.data?.items ?? []).map(({ id, short_name: label }) => ({ value: id, label }))} onChange={(unit) => change({ ...search, unit })} />
          <FilterSelect label={words.dimension} value={search.dimension} all={common.all} options={DIMENSIONS.map((value) => ({ value, label: value }))} onChange={(dimension) => change({ ...search, dimension })} />
          <FilterSelect label={words.kind} value={search.kind ?? 'measure'} options={ITEM_KINDS.map((value) => ({ value, label: words.kinds[value] }))} onChange={(kind) => change({ ...search, kind: kind === 'measure' ? undefined : kind })} />
          <FilterSelect
            label={words.onlyFollowed}
            value={search.followed}
            all={common.all}
            options={[
              { value: 'yes' as const, label: words.followedOnes.yes },
              { value: 'no' as const, label: words.followedOnes.no },
            ]}
            onChange={(value) => change({ ...search, followed: value })}
          />
        </>
      }
    >
      {(items) => <DataTable label={words.tabs.items} columns={columns} rows={items} idOf={(row) => row.id} hrefOf={(row) => `/unit-plans/${row.unit_plan_id}`} sort={search.sort ?? 'unit'} onSort={(sort) => change({ ...search, sort })} />}
    </ListPage>
  )
}

function useColumns(limits: boolean): Column<UnitPlanItemRow>[] {
  const words = useWords(unitPlansWords)
  const none = useWords(commonWords).table.none
  const shared: Column<UnitPlanItemRow>[] = [
    { key: 'unit', title: words.unit, sort: 'unit', width: 150, render: (row) => row.unit.name },
    { key: 'indicator', title: words.indicator, sort: 'indicator', width: 220, render: (row) => (row.indicator === null ? none : `${row.indicator.code} ${row.indicator.name}`) },
    { key: 'text', title: limits ? words.limit : words.measure, width: 320, render: (row) => row.text },
  ]
  if (limits) return [...shared, { key: 'cause', title: words.cause, width: 240, render: (row) => row.cause }]
  return [
    ...shared,
    { key: 'person', title: words.person, width: 180, render: (row) => row.person },
    { key: 'due', title: words.dueOn, sort: 'due_on', nowrap: true, render: (row) => (row.due_on === null ? row.due_text : formatDay(row.due_on)) },
    { key: 'deliverable', title: words.deliverable, width: 200, wideOnly: true, render: (row) => row.deliverable },
  ]
}
