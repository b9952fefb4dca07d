import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getExtensionOptions, listExtensionsOptions } from '@/api/@tanstack/react-query.gen'
import type { ExtensionRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Chips } from '@/components/Chips'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { SidePanel, WithPanel } from '@/components/SidePanel'
import { DeadlineStatus, WorkStatus } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { plansWords } from '@/i18n/plans'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatDay } from '@/lib/format'
import { useNeighbours } from '@/lib/keys'
import { fromStart, href, prune } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import styles from '@/features/plans/plans.module.css'
import { Days, ExtensionFacts, ExtensionStatus } from './ExtensionFacts'
import type { ExtensionSearch } from './search'

interface ExtensionsProps {
  search: ExtensionSearch
  onSearch: (search: ExtensionSearch) => void
}

type View = NonNullable<ExtensionSearch['view']> | 'decidable'

function filtersOf(view: View) {
  return prune({ decidable: view === 'decidable' ? true : undefined, state: view === 'all' || view === 'decidable' ? undefined : view })
}

/** The queue of requests for a later day: who decides opens one beside the list, decides, and goes on to the next. */
export function ExtensionsPage({ search, onSearch }: ExtensionsProps) {
  const words = useWords(workWords)
  const decides = may(useMe(), 'extension.decide')
  const first: View = decides ? 'decidable' : 'all'
  const view = search.view ?? first
  const { q, cursor, page } = search
  const sort = search.sort ?? 'asked_at'
  const filters = filtersOf(view)
  const query = useQuery({ ...listExtensionsOptions({ query: { ...filters, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const close = () => onSearch({ ...search, request: undefined })
  useNeighbours(query.data?.items ?? [], search.request, (request) => onSearch({ ...search, request }))
  const views: readonly View[] = decides ? ['decidable', 'open', 'granted', 'shortened', 'refused', 'all'] : ['all', 'open', 'granted', 'shortened', 'refused']
  return (
    <>
      <PageHeader title={words.extensions} />
      <div className={styles.views}>
        <Chips label={words.extensionViews} chips={views.map((key) => ({ key, label: words.extensionViewNames[key] }))} chosen={view} onChoose={(key) => onSearch({ view: key === 'decidable' ? undefined : key })} />
      </div>
      <WithPanel open={search.request} panel={(id) => <Panel key={id} id={id} onClose={close} />}>
          <ListPage
            path="/api/v1/extensions"
            fileName="xin-gia-han.xlsx"
            query={query}
            search={{ ...search, q, sort, cursor, page }}
            onSearch={(next: ExtensionSearch) => onSearch(next)}
            filters={view === first ? {} : filters}
            things={words.extensionThings}
            empty={words.extensionsEmpty}
          >
            {(rows) => <ExtensionTable rows={rows} search={search} onSearch={onSearch} />}
          </ListPage>
      </WithPanel>
    </>
  )
}

function ExtensionTable({ rows, search, onSearch }: ExtensionsProps & { rows: ExtensionRead[] }) {
  const words = useWords(workWords)
  const plan = useWords(plansWords)
  const open = search.request !== undefined
  const columns: Column<ExtensionRead>[] = [
    { key: 'task', title: plan.task, width: open ? 260 : 340, render: ({ task }) => task.title },
    { key: 'unit', title: plan.unit, sort: 'unit', width: 150, render: ({ unit }) => unit.name },
    { key: 'days', title: words.wanted, sort: 'wanted_on', nowrap: true, render: (extension) => <Days extension={extension} /> },
    ...(open ? [] : [{ key: 'reason', title: words.reason, width: 260, render: (extension: ExtensionRead) => extension.reason }]),
    { key: 'state', title: words.result, nowrap: true, render: ({ state }) => <ExtensionStatus state={state} /> },
  ]
  return (
    <DataTable
      label={words.extensionsOf}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      onOpen={(row) => onSearch({ ...search, request: row.id })}
      current={search.request}
      sort={search.sort ?? 'asked_at'}
      onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
    />
  )
}

function Panel({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords(workWords)
  const query = useQuery(getExtensionOptions({ path: { extension_id: id } }))
  return (
    <SidePanel label={words.extensionsOf} onClose={onClose}>
      <QueryState query={query} heights={[48, 24, 120]}>
        {(extension) => (
          <div className="stack">
            <h2>{extension.task.title}</h2>
            <p>
              {extension.unit.name} <span className="secondary">· {words.dueNow}: {formatDay(extension.due_before)}</span>
            </p>
            <div className="row">
              <WorkStatus state={extension.work_state} />
              <DeadlineStatus state={extension.deadline_state} mandate={extension.mandate} />
            </div>
            <ExtensionFacts key={extension.version} extension={extension} />
            <AppLink href={href('/plan', { assignment: extension.assignment_id })}>{words.openAssignment}</AppLink>
          </div>
        )}
      </QueryState>
    </SidePanel>
  )
}
