import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getUnitHistoryOptions, listUnitsOptions, updateUnitMutation } from '@/api/@tanstack/react-query.gen'
import type { UnitRow } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { adminWords } from '@/i18n/admin'
import { commonWords } from '@/i18n/common'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, parseDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import type { ListSearch } from '@/lib/search-params'
import { useToday } from '@/lib/session/access'
import { UNIT_KINDS } from './search'

export interface UnitSearch extends ListSearch {
  kind?: (typeof UNIT_KINDS)[number]
}

/** Units in official order; a rename begins on a day and the old name stays. */
export function UnitsPage({ search, onSearch }: { search: UnitSearch; onSearch: (search: UnitSearch) => void }) {
  const words = useWords(adminWords)
  const terms = useWords(termWords)
  const common = useWords(commonWords)
  const [editing, setEditing] = useState<UnitRow | null>(null)
  const filters = { kind: search.kind }
  const query = useQuery({ ...listUnitsOptions({ query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const columns: Column<UnitRow>[] = [
    { key: 'name', title: words.name, width: 280, render: (row) => row.name },
    { key: 'code', title: words.code, sort: 'code', render: (row) => row.code },
    { key: 'kind', title: words.kind, render: (row) => terms.unitKind[row.kind] },
    { key: 'basis', title: words.basis, render: (row) => (row.provisional ? words.provisional : words.named) },
    { key: 'note', title: words.note, render: (row) => row.note ?? common.table.none },
    { key: 'since', title: words.since, render: (row) => formatDay(row.valid_from), wideOnly: true },
  ]
  return (
    <>
      <PageHeader title={words.units} />
      <ListPage
        path="/api/v1/units"
        fileName="don-vi.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.unitThings}
        empty={words.unitsEmpty}
        toolbar={<FilterSelect label={words.kind} value={search.kind} all={common.all} options={UNIT_KINDS.map((value) => ({ value, label: terms.unitKind[value] }))} onChange={(kind) => onSearch({ ...search, kind, cursor: undefined, page: undefined })} />}
      >
        {(items) => <DataTable label={words.units} columns={columns} rows={items} idOf={(row) => row.id} onOpen={setEditing} sort={search.sort ?? 'sort'} onSort={(sort) => onSearch({ ...search, sort })} />}
      </ListPage>
      {editing !== null && <UnitDialog unit={editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function UnitDialog({ unit, onClose }: { unit: UnitRow; onClose: () => void }) {
  const words = useWords(adminWords)
  const common = useWords(commonWords)
  const cache = useQueryClient()
  const history = useQuery(getUnitHistoryOptions({ path: { unit_id: unit.id } }))
  const [name, setName] = useState(unit.name)
  const [short, setShort] = useState(unit.short_name)
  const [since, setSince] = useState(formatDay(useToday()))
  const [until, setUntil] = useState(unit.valid_to === null ? '' : formatDay(unit.valid_to))
  const saving = useMutation({ ...updateUnitMutation(), onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    } })
  const editable = unit.allowed_actions.includes('edit')
  const ready = name.trim() !== '' && short.trim() !== '' && parseDay(since) !== null && (until === '' || parseDay(until) !== null)
  return (
    <Dialog
      title={unit.name}
      onClose={onClose}
      width={560}
      actions={
        editable && (
          <button
            type="button"
            className="button button--primary"
            aria-disabled={!ready}
            onClick={() => ready && saving.mutate({ path: { unit_id: unit.id }, headers: ifMatch(unit.version), body: { name, short_name: short, since: parseDay(since), valid_to: parseDay(until) } })}
          >
            {words.save}
          </button>
        )
      }
    >
      <div className="stack">
        {editable && (
          <>
            <TextField label={words.name} value={name} onChange={(event) => setName(event.target.value)} />
            <TextField label={words.shortName} value={short} onChange={(event) => setShort(event.target.value)} />
            <TextField label={words.since} hint={common.date.hint} value={since} onChange={(event) => setSince(event.target.value)} />
            <TextField label={words.outOfUse} optional hint={common.date.hint} value={until} onChange={(event) => setUntil(event.target.value)} />
          </>
        )}
        {saving.error !== null && <ErrorState error={saving.error} />}
        <h3>{words.history}</h3>
        <QueryState query={history} heights={[24, 24]}>
          {({ items }) => (
            <ul>
              {items.map((item) => (
                <li key={item.valid_from}>
                  {item.name} <span className="secondary small">{words.fromTo(formatDay(item.valid_from), item.valid_to === null ? words.now : formatDay(item.valid_to))}</span>
                </li>
              ))}
            </ul>
          )}
        </QueryState>
      </div>
    </Dialog>
  )
}
