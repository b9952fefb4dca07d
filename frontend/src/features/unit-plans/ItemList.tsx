import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getPlanOptions, listUnitPlanItemsOptions } from '@/api/@tanstack/react-query.gen'
import type { UnitPlanItemRow } from '@/api/types.gen'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { DimensionSelect } from '@/components/table/DimensionSelect'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { commonWords } from '@/i18n/common'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { ITEM_KINDS, type UnitPlansSearch } from './search'

interface ItemListProps {
  planId: string
  search: UnitPlansSearch
  onSearch: (search: UnitPlansSearch) => void
}


/** What all units have sent, row by row; as a workbook with the same filters. */
export function ItemList({ planId, search, onSearch }: ItemListProps) {
  const words = useWords(unitPlansWords)
  const common = useWords(commonWords)
  const followed = search.followed === undefined ? undefined : search.followed === 'yes'
  const chosen = { unit: search.unit, kind: search.kind, dimension: search.dimension, followed }
  const query = useQuery({ ...listUnitPlanItemsOptions({ query: { plan: planId, ...chosen, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const year = useQuery(getPlanOptions({ path: { plan_id: planId } })).data?.framework_year
  const change = (next: UnitPlansSearch) => onSearch(fromStart({ ...next, view: 'items' }))
  const columns = useColumns(search.kind === 'limit')
  return (
    <ListPage
      path="/api/v1/unit-plan-items"
      fileName="tong-hop-giai-phap.xlsx"
      query={query}
      search={search}
      onSearch={(next) => onSearch({ ...next, view: 'items' })}
      filters={chosen}
      scope={{ plan: planId }}
      things={words.thingsOf[search.kind ?? 'measure']}
      empty={words.itemsEmpty}
      toolbar={
        <>
          <UnitSelect label={words.unit} value={search.unit} all={common.all} onChange={(unit) => change({ ...search, unit })} />
          <DimensionSelect label={words.dimension} year={year} value={search.dimension} onChange={(dimension) => change({ ...search, dimension })} />
          <FilterSelect label={words.kind} value={search.kind ?? 'measure'} options={ITEM_KINDS.map((value) => ({ value, label: words.kinds[value] }))} onChange={(kind) => change({ ...search, followed: undefined, kind: kind === 'measure' ? undefined : kind })} />
          {search.kind !== 'limit' && <FilterSelect
            label={words.onlyFollowed}
            value={search.followed}
            all={common.all}
            options={[
              { value: 'yes' as const, label: words.followedOnes.yes },
              { value: 'no' as const, label: words.followedOnes.no },
            ]}
            onChange={(value) => change({ ...search, followed: value })}
          />}
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
