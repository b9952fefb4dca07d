import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Mail } from 'lucide-react'
import { useEffect, useState } from 'react'
import { getReportLineOptions, listPeriodsOptions, listReportLinesOptions, listReportLinesQueryKey } from '@/api/@tanstack/react-query.gen'
import { markLinesRead } from '@/api/sdk.gen'
import type { LineRow, ReminderCreate } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { SidePanel, WithPanel } from '@/components/SidePanel'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { Mark } from '@/components/Status'
import { commonWords } from '@/i18n/common'
import { ledWords } from '@/i18n/led'
import { plansWords } from '@/i18n/plans'
import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatPercent } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import type { RenderUrge } from './board-urging'
import { Comments } from '@/components/Comments'
import { LedFilters } from './LedFilters'
import { LedMany } from './LedMany'
import { DocumentRow } from './LineEvidence'
import type { LedSearch } from './search'

interface LedProps {
  search: LedSearch
  onSearch: (search: LedSearch) => void
}

/** What is overdue at the supporting units: the server leaves out the unit's own. */
const OVERDUE: ReminderCreate = { filter: { part: 'support', deadline_state: 'overdue' } }

/** What the units that support one's joint tasks have sent, line by line, with the conversation about each. */
export function LedPage({ search, onSearch, renderUrge }: LedProps & { renderUrge: RenderUrge }) {
  const urging = useWords(urgingWords)
  const urges = may(useMe(), 'reminder.send')
  const words = useWords(workWords)
  const all = useWords(commonWords).all
  const filters = { period: search.period, dimension: search.dimension, unit: search.unit, unread: search.unread }
  const query = useQuery({
    ...listReportLinesOptions({ query: { led: true, ...filters, unread: search.unread && true, q: search.q, sort: search.sort ?? 'unit', cursor: search.cursor, count: true } }),
    placeholderData: keepPreviousData,
  })
  const periods = useQuery(listPeriodsOptions({ query: { limit: 50 } }))
  return (
    <>
      <PageHeader title={words.led} actions={
          urges && (
            <>
              {renderUrge({ what: OVERDUE, label: urging.urgeLed })}
              <LinkButton href="/urging">{urging.history}</LinkButton>
            </>
          )
        } />
      <WithPanel open={search.line} panel={(id) => <Line key={id} id={id} onClose={() => onSearch({ ...search, line: undefined })} />}>
          <ListPage
            path="/api/v1/report-lines"
            fileName="dong-phoi-hop.xlsx"
            query={query}
            search={search}
            onSearch={onSearch}
            scope={{ led: true }}
            filters={filters}
            things={words.ledThings}
            empty={words.ledEmpty}
            toolbar={
              <LedFilters search={search} periods={periods.data?.items ?? []} all={all} onSearch={onSearch} />
            }
          >
            {(rows) => <LedTable key={search.cursor ?? ''} rows={rows} search={search} onSearch={onSearch} renderUrge={urges ? renderUrge : undefined} />}
          </ListPage>
      </WithPanel>
    </>
  )
}

function LedTable({ rows, search, onSearch, renderUrge }: LedProps & { rows: LineRow[]; renderUrge: RenderUrge | undefined }) {
  const words = useWords(workWords)
  const led = useWords(ledWords)
  const plans = useWords(plansWords)
  const none = useWords(commonWords).table.none
  const columns: Column<LineRow>[] = [
    { key: 'task', title: plans.task, width: 280, render: (row) => (row.read ? row.title : <strong>{row.title}</strong>) },
    { key: 'read', title: led.reading, nowrap: true, render: (row) => (row.read ? led.read : <Mark icon={Mail} colour="blue">{led.unread}</Mark>) },
    { key: 'unit', title: plans.unit, sort: 'unit', width: 140, render: (row) => row.unit.name },
    { key: 'result', title: words.result, width: 320, render: (row) => row.result },
    { key: 'percent', title: plans.percent, number: true, render: (row) => (row.percent === null ? none : formatPercent(row.percent)) },
    { key: 'comments', title: words.comments, number: true, render: (row) => String(row.comments) },
  ]
  const urging = useWords(urgingWords)
  const beside = ['task', 'unit', 'comments']
  const [chosen, setChosen] = useState<readonly string[]>([])
  return (
    <>
    <LedMany chosen={chosen} onDone={() => setChosen([])} urge={renderUrge?.({ what: { assignment_ids: rows.filter(({ id }) => chosen.includes(id)).map(({ assignment_id }) => assignment_id) }, label: urging.urgeChosen(chosen.length), small: true })} />
    <DataTable
      label={words.led}
      columns={search.line === undefined ? columns : columns.filter(({ key }) => beside.includes(key))}
      rows={rows}
      idOf={(row) => row.id}
      onOpen={(row) => onSearch({ ...search, line: row.id })}
      current={search.line}
      sort={search.sort ?? 'unit'}
      onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
      selection={{ chosen, onChoose: setChosen, labelOf: (row) => led.choose(row.unit.name, row.title) }}
    />
    </>
  )
}

function Line({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords(workWords)
  const cache = useQueryClient()
  const query = useQuery(getReportLineOptions({ path: { line_id: id } }))
  const opened = query.data?.id
  useEffect(() => {
    if (opened === undefined) return
    void markLinesRead({ body: { line_ids: [opened] } }).then(() => cache.invalidateQueries({ queryKey: listReportLinesQueryKey() }))
  }, [opened, cache])
  return (
    <SidePanel label={words.led} onClose={onClose}>
      <QueryState query={query} heights={[48, 120, 120]}>
        {(line) => (
          <div className="stack">
            <h2>{line.task.title}</h2>
            <p style={{ whiteSpace: 'pre-line' }}>{line.result}</p>
            {line.percent !== null && <strong>{formatPercent(line.percent)}</strong>}
            <ul>
              {line.evidence.map((document) => (
                <DocumentRow key={document.id} document={document} />
              ))}
            </ul>
            <h3>{words.talk}</h3>
            <Comments subject={`report_line:${line.id}`} canWrite={line.allowed_actions.includes('comment')} />
          </div>
        )}
      </QueryState>
    </SidePanel>
  )
}
