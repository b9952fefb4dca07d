import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getWebhookOptions, listWebhookDeliveriesOptions } from '@/api/@tanstack/react-query.gen'
import type { DeliveryRead, WebhookRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { FactList } from '@/components/FactList'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { WithPanel } from '@/components/SidePanel'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { webhookWords } from '@/i18n/webhooks'
import { useWords } from '@/i18n/words'
import { formatMoment, formatNumber } from '@/lib/format'
import { DELIVERY_VIEWS, type DeliverySearch } from '@/features/webhooks/search'
import { Acts } from './Acts'
import { Delivery } from './Delivery'
import { DeliveryState, useAnswer, WebhookState } from './States'
import { useTypeNames } from './TypesField'

interface Address {
  search: DeliverySearch
  onSearch: (search: DeliverySearch) => void
}

/** One webhook: what it is told, how it goes, and everything that was sent. */
export function WebhookPage({ id, ...address }: Address & { id: string }) {
  const query = useQuery(getWebhookOptions({ path: { webhook_id: id } }))
  return (
    <QueryState query={query} heights={[48, 160]}>
      {(webhook) => (
        <>
          <Facts webhook={webhook} />
          <Log webhook={webhook} {...address} />
        </>
      )}
    </QueryState>
  )
}

function Facts({ webhook }: { webhook: WebhookRead }) {
  const words = useWords(webhookWords)
  const namesOf = useTypeNames()
  const { units, failing_since: failing, earlier_secret_until: earlier } = webhook
  return (
    <>
      <PageHeader title={webhook.name} facts={<WebhookState webhook={webhook} />} actions={<LinkButton href="/webhooks">{words.back}</LinkButton>} />
      <section className="stack panel" style={{ marginBottom: 16 }}>
        <FactList
          facts={[
            [words.url, <span style={{ overflowWrap: 'anywhere' }}>{webhook.url}</span>],
            [words.types, namesOf(webhook.event_types)],
            [words.units, units === null ? words.allUnits : units.map(({ name }) => name).join(', ')],
            [words.client, webhook.client === null ? words.noClient : webhook.client.name],
            [words.delivered, webhook.delivered_at === null ? words.never : formatMoment(webhook.delivered_at)],
            [words.failing, failing === null ? null : words.failingSince(formatMoment(failing))],
            [words.secret, earlier === null ? words.secretLive : words.earlierUntil(formatMoment(earlier))],
            [words.created, words.by(webhook.created_by, formatMoment(webhook.created_at))],
          ]}
        />
        <Acts webhook={webhook} />
      </section>
    </>
  )
}

function Log({ webhook, search, onSearch }: Address & { webhook: WebhookRead }) {
  const words = useWords(webhookWords)
  const { q, sort, cursor, view, show } = search
  const query = useQuery({ ...listWebhookDeliveriesOptions({ path: { webhook_id: webhook.id }, query: { state: view, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  return (
    <WithPanel open={show} width={480} panel={(id) => <Delivery key={id} id={id} onClose={() => onSearch({ ...search, show: undefined })} />}>
      <section aria-label={words.log}>
        <h2>{words.log}</h2>
        <div style={{ marginBottom: 12 }}>
          <Chips
            label={words.state}
            chips={[{ key: 'all', label: words.all }, ...DELIVERY_VIEWS.map((key) => ({ key, label: words.deliveryStates[key] }))]}
            chosen={view ?? 'all'}
            onChoose={(key) => onSearch({ view: DELIVERY_VIEWS.find((one) => one === key) })}
          />
        </div>
        <ListPage path={`/api/v1/webhooks/${webhook.id}/deliveries`} fileName="luot-gui-webhook.xlsx" query={query} search={search} onSearch={onSearch} filters={view === undefined ? {} : { state: view }} things={words.logThings} empty={words.logEmpty}>
          {(rows) => <LogTable rows={rows} search={search} />}
        </ListPage>
      </section>
    </WithPanel>
  )
}

function LogTable({ rows, search }: { rows: DeliveryRead[]; search: DeliverySearch }) {
  const words = useWords(webhookWords)
  const answerOf = useAnswer()
  const columns: Column<DeliveryRead>[] = [
    { key: 'event', title: words.event, width: 220, render: (row) => row.event_words },
    { key: 'at', title: words.at, nowrap: true, render: (row) => formatMoment(row.created_at) },
    { key: 'state', title: words.state, nowrap: true, render: (row) => <DeliveryState delivery={row} /> },
    { key: 'attempts', title: words.attempts, number: true, render: (row) => formatNumber(row.attempts) },
    { key: 'answer', title: words.answer, width: 200, render: answerOf },
    { key: 'duration', title: words.duration, nowrap: true, wideOnly: true, render: (row) => (row.duration_ms === null ? '–' : words.ms(formatNumber(row.duration_ms))) },
  ]
  const hrefOf = (row: DeliveryRead) => `/webhooks/${row.webhook.id}?${new URLSearchParams({ ...(search.view === undefined ? {} : { view: search.view }), ...(search.q === undefined ? {} : { q: search.q }), show: row.id }).toString()}`
  return <DataTable label={words.log} columns={columns} rows={rows} idOf={(row) => row.id} hrefOf={hrefOf} current={search.show} />
}
