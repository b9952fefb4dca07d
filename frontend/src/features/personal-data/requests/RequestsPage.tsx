import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { CircleCheck, CircleDot, CircleMinus, CircleX, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { listSubjectRequestsOptions } from '@/api/@tanstack/react-query.gen'
import type { SubjectRequestRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { PageHeader } from '@/components/PageHeader'
import { Mark } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { subjectWords } from '@/i18n/subjects'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { REQUEST_VIEWS, type RequestSearch } from '@/features/personal-data/search'
import { RequestDialog } from './RequestDialog'

const LOOKS: Record<SubjectRequestRead['state'], { icon: LucideIcon; colour: 'grey' | 'green' | 'blue' }> = {
  open: { icon: CircleDot, colour: 'blue' },
  answered: { icon: CircleCheck, colour: 'green' },
  refused: { icon: CircleX, colour: 'grey' },
  withdrawn: { icon: CircleMinus, colour: 'grey' },
}

/** How a request stands; one that is late says so. */
export function RequestState({ request }: { request: SubjectRequestRead }) {
  const words = useWords(subjectWords)
  return request.overdue ? (
    <Mark icon={TriangleAlert} colour="red" fill>
      {words.overdue}
    </Mark>
  ) : (
    <Mark {...LOOKS[request.state]}>{words.states[request.state]}</Mark>
  )
}

interface RequestsProps {
  search: RequestSearch
  onSearch: (search: RequestSearch) => void
}

/** The register: what people ask about their own data, and by when it is answered. */
export function RequestsPage({ search, onSearch }: RequestsProps) {
  const words = useWords(subjectWords)
  const [registering, setRegistering] = useState(false)
  const { q, sort, cursor, view } = search
  const query = useQuery({ ...listSubjectRequestsOptions({ query: { state: view, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const handles = may(useMe(), 'subject_request.handle')
  return (
    <>
      <PageHeader
        title={words.title}
        facts={<span className="secondary">{words.about}</span>}
        actions={
          handles && (
            <Button type="primary" onClick={() => setRegistering(true)}>
              {words.register}
            </Button>
          )
        }
      />
      <div style={{ marginBottom: 12 }}>
        <Chips
          label={words.state}
          chips={[{ key: 'all', label: words.all }, ...REQUEST_VIEWS.map((key) => ({ key, label: words.states[key] }))]}
          chosen={view ?? 'all'}
          onChoose={(key) => onSearch({ view: REQUEST_VIEWS.find((one) => one === key) })}
        />
      </div>
      <ListPage
        path="/api/v1/subject-requests"
        fileName="so-yeu-cau-cua-chu-the-du-lieu.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={view === undefined ? {} : { state: view }}
        things={words.things}
        empty={words.empty}
      >
        {(rows) => <RequestTable rows={rows} search={search} onSearch={onSearch} />}
      </ListPage>
      {registering && <RequestDialog onClose={() => setRegistering(false)} />}
    </>
  )
}

function RequestTable({ rows, search, onSearch }: RequestsProps & { rows: SubjectRequestRead[] }) {
  const words = useWords(subjectWords)
  const columns: Column<SubjectRequestRead>[] = [
    { key: 'number', title: words.number, nowrap: true, render: (row) => row.number },
    { key: 'subject', title: words.subject, width: 220, render: (row) => row.subject_name },
    { key: 'kind', title: words.kind, nowrap: true, render: (row) => words.kinds[row.kind] },
    { key: 'unit', title: words.unit, sort: 'unit', width: 160, render: ({ unit }) => unit.name },
    { key: 'received', title: words.receivedOn, sort: 'received_on', nowrap: true, render: (row) => formatDay(row.received_on) },
    { key: 'due', title: words.dueOn, sort: 'due_on', nowrap: true, render: (row) => formatDay(row.due_on) },
    { key: 'state', title: words.state, nowrap: true, render: (row) => <RequestState request={row} /> },
  ]
  return (
    <DataTable
      label={words.title}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      hrefOf={(row) => `/subject-requests/${row.id}`}
      sort={search.sort ?? '-registered_at'}
      onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
    />
  )
}
