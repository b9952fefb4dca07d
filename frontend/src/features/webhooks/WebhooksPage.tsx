import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listAllWebhooksOptions } from '@/api/@tanstack/react-query.gen'
import type { WebhookRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { PageHeader } from '@/components/PageHeader'
import { SecretDialog } from '@/components/SecretDialog'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { webhookWords } from '@/i18n/webhooks'
import { useWords } from '@/i18n/words'
import { formatMoment, formatNumber } from '@/lib/format'
import { fromStart } from '@/lib/search-params'
import { WEBHOOK_VIEWS, type WebhookSearch } from '@/features/webhooks/search'
import { WebhookState } from './States'
import { WebhookDialog } from './WebhookDialog'

interface WebhooksProps {
  search: WebhookSearch
  onSearch: (search: WebhookSearch) => void
}

/** Where events are sent, and how that goes. */
export function WebhooksPage({ search, onSearch }: WebhooksProps) {
  const words = useWords(webhookWords)
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string>()
  const { q, sort, cursor, view } = search
  const query = useQuery({ ...listAllWebhooksOptions({ query: { state: view, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  return (
    <>
      <PageHeader
        title={words.title}
        facts={<span className="secondary">{words.about}</span>}
        actions={
          <Button type="primary" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        }
      />
      <div style={{ marginBottom: 12 }}>
        <Chips
          label={words.state}
          chips={[{ key: 'all', label: words.all }, ...WEBHOOK_VIEWS.map((key) => ({ key, label: words.states[key] }))]}
          chosen={view ?? 'all'}
          onChoose={(key) => onSearch({ view: WEBHOOK_VIEWS.find((one) => one === key) })}
        />
      </div>
      <ListPage path="/api/v1/webhooks" fileName="webhook.xlsx" query={query} search={search} onSearch={onSearch} filters={view === undefined ? {} : { state: view }} things={words.things} empty={words.empty}>
        {(rows) => <WebhookTable rows={rows} search={search} onSearch={onSearch} />}
      </ListPage>
      {adding && (
        <WebhookDialog
          onClose={(made) => {
            setAdding(false)
            setSecret(made)
          }}
        />
      )}
      {secret !== undefined && <SecretDialog title={words.newSecret} hint={words.secretOnce} secret={{ label: words.secret, value: secret }} onClose={() => setSecret(undefined)} />}
    </>
  )
}

function WebhookTable({ rows, search, onSearch }: WebhooksProps & { rows: WebhookRead[] }) {
  const words = useWords(webhookWords)
  const columns: Column<WebhookRead>[] = [
    { key: 'name', title: words.name, sort: 'name', width: 220, render: (row) => row.name },
    { key: 'url', title: words.url, width: 260, render: (row) => row.url },
    { key: 'state', title: words.state, nowrap: true, render: (row) => <WebhookState webhook={row} /> },
    { key: 'delivered', title: words.delivered, sort: 'delivered_at', nowrap: true, render: (row) => (row.delivered_at === null ? '–' : formatMoment(row.delivered_at)) },
    { key: 'waiting', title: words.waiting, number: true, render: (row) => formatNumber(row.waiting + row.held) },
    { key: 'failed', title: words.failed, number: true, render: (row) => formatNumber(row.failed) },
  ]
  return <DataTable label={words.title} columns={columns} rows={rows} idOf={(row) => row.id} hrefOf={(row) => `/webhooks/${row.id}`} sort={search.sort ?? 'name'} onSort={(sort) => onSearch(fromStart({ ...search, sort }))} />
}
