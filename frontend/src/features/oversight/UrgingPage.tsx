import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listRemindersOptions } from '@/api/@tanstack/react-query.gen'
import type { ReminderRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { DownloadButton } from '@/components/DownloadButton'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { EscalationList } from './EscalationList'
import type { UrgingSearch } from './search'
import styles from './urging.module.css'

interface UrgingProps {
  search: UrgingSearch
  onSearch: (search: UrgingSearch) => void
}

/** What was sent to whom, and for who may read them the lists of what climbed the ladder. */
export function UrgingPage({ search, onSearch }: UrgingProps) {
  const words = useWords(urgingWords)
  const lists = may(useMe(), 'escalation.read')
  const chosen = lists ? (search.list ?? 'sent') : 'sent'
  return (
    <>
      <PageHeader
        title={words.title}
        facts={<span className="secondary">{chosen === 'sent' ? words.intro : words.intros[chosen]}</span>}
        actions={
          lists && (
            <>
              <LinkButton href="/attention">{words.attention}</LinkButton>
              <LinkButton href="/escalation-ladder">{words.ladder}</LinkButton>
            </>
          )
        }
      />
      {lists && (
        <div className={styles.lists}>
        <Chips
          label={words.title}
          chips={(['sent', 'coordinator', 'leader'] as const).map((key) => ({ key, label: words.tabs[key] }))}
          chosen={chosen}
          onChoose={(key) => onSearch({ list: key === 'sent' ? undefined : key })}
        />
        </div>
      )}
      {chosen === 'sent' ? <SentList search={search} onSearch={onSearch} /> : <EscalationList level={chosen} search={search} onSearch={onSearch} />}
    </>
  )
}

function SentList({ search, onSearch }: UrgingProps) {
  const words = useWords(urgingWords)
  const common = useWords(commonWords)
  const filters = { kind: search.kind }
  const query = useQuery({ ...listRemindersOptions({ query: { ...filters, q: search.q, sort: search.sort, cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const columns: Column<ReminderRead>[] = [
    { key: 'unit', title: words.unit, width: 130, render: (row) => row.unit },
    { key: 'at', title: words.at, sort: 'sent_at', nowrap: true, render: (row) => formatMoment(row.sent_at) },
    { key: 'kind', title: words.kind, nowrap: true, render: (row) => (row.wording === 'request' ? words.wordings.request : words.kinds[row.kind]) },
    { key: 'about', title: words.about, width: 180, render: (row) => row.subject },
    { key: 'text', title: words.text, width: 200, render: (row) => row.text },
    { key: 'told', title: words.told, width: 90, render: (row) => words.heard(row.people, row.mails) },
    { key: 'by', title: words.by, width: 150, render: (row) => row.by },
    {
      key: 'letter',
      title: words.letter,
      nowrap: true,
      wideOnly: true,
      render: (row) =>
        row.letter ? (
          <DownloadButton path={`/api/v1/reminders/${row.reminder_id}/letter`} query={{ wording: row.wording }} format="docx" fileName="Cong-van-don-doc.docx" label={words.letter} />
        ) : (
          common.table.none
        ),
    },
  ]
  return (
      <ListPage
        path="/api/v1/reminders"
        fileName="don-doc.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.things}
        empty={words.empty}
        toolbar={
          <FilterSelect
            label={words.kind}
            value={search.kind}
            all={common.all}
            options={(['reminder', 'directive'] as const).map((value) => ({ value, label: words.kinds[value] }))}
            onChange={(kind) => onSearch(fromStart({ ...search, kind }))}
          />
        }
      >
        {(items) => (
          <DataTable
            label={words.title}
            columns={columns}
            rows={items}
            idOf={(row) => row.id}
            hrefOf={(row) => (row.subject_type === 'assignment' ? `/plan?assignment=${row.subject_id}` : undefined)}
            sort={search.sort ?? '-sent_at'}
            onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
          />
        )}
      </ListPage>
  )
}
