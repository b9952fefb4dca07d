import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { listSuccessionsOptions } from '@/api/@tanstack/react-query.gen'
import type { SuccessionRow, SuccessionState } from '@/api/types.gen'
import { PageHeader } from '@/components/PageHeader'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { fromStart, type ListSearch } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { DecisionState } from './DecisionState'
import { DecisionView } from './DecisionView'
import { NEW, STATES } from './search'
import { Wizard } from './Wizard'

export interface ReorganisationSearch extends ListSearch {
  state?: SuccessionState
  /** The decision that is shown, or `new` for one that is being made. */
  show?: string
}

interface PageProps {
  search: ReorganisationSearch
  onSearch: (search: ReorganisationSearch) => void
}

/** Decisions that change units on a day: those that wait, those in effect, and a new one. */
export function ReorganisationPage({ search, onSearch }: PageProps) {
  const words = useWords(reorganisationWords)
  const { show, ...list } = search
  if (show === undefined) return <Decisions search={list} onSearch={onSearch} />
  const close = () => onSearch(list)
  return (
    <>
      <PageHeader title={show === NEW ? words.make : words.title} actions={<Button onClick={close}>{words.close}</Button>} />
      {show === NEW ? <Wizard onDone={(id) => onSearch({ ...list, show: id })} /> : <DecisionView key={show} id={show} />}
    </>
  )
}

function Decisions({ search, onSearch }: PageProps) {
  const words = useWords(reorganisationWords)
  const common = useWords(commonWords)
  const me = useMe()
  const filters = { state: search.state }
  const query = useQuery({ ...listSuccessionsOptions({ query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const columns: Column<SuccessionRow>[] = [
    { key: 'title', title: words.decision, width: 320, render: (row) => row.title },
    { key: 'day', title: words.day, sort: 'effective_on', nowrap: true, render: (row) => formatDay(row.effective_on) },
    { key: 'state', title: words.state, nowrap: true, render: (row) => <DecisionState state={row.state} /> },
    { key: 'units', title: words.units, render: (row) => words.unitsChange(countOf(row, 'predecessor'), countOf(row, 'successor')) },
    { key: 'basis', title: words.basis, width: 280, render: (row) => row.legal_basis },
  ]
  return (
    <>
      <PageHeader
        title={words.title}
        facts={<span className="secondary">{words.intro}</span>}
        actions={
          may(me, 'units.manage') && (
            <Button type="primary" onClick={() => onSearch({ ...search, show: NEW })}>
              {words.make}
            </Button>
          )
        }
      />
      <ListPage
        path="/api/v1/units/successions"
        fileName="sap-xep-don-vi.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.things}
        empty={words.empty}
        toolbar={
          <FilterSelect label={words.state} value={search.state} all={common.all} options={STATES.map((value) => ({ value, label: words.states[value] }))} onChange={(state) => onSearch(fromStart({ ...search, state }))} />
        }
      >
        {(items) => (
          <DataTable
            label={words.title}
            columns={columns}
            rows={items}
            idOf={(row) => row.id}
            onOpen={(row) => onSearch({ ...search, show: row.id })}
            sort={search.sort ?? '-effective_on'}
            onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
          />
        )}
      </ListPage>
    </>
  )
}

function countOf(row: SuccessionRow, side: SuccessionRow['members'][number]['side']): number {
  return new Set(row.members.filter((member) => member.side === side).map(({ code }) => code)).size
}
