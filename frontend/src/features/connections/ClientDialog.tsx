import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { activateApiClientMutation, deactivateApiClientMutation, getApiClientOptions, listHistoryOptions, rotateApiClientSecretMutation, updateApiClientMutation } from '@/api/@tanstack/react-query.gen'
import type { ApiClientRow } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { Copied, SecretDialog } from '@/components/SecretDialog'
import { Timeline } from '@/components/Timeline'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { changed } from '@/lib/changed'
import { ifMatch } from '@/lib/http/etags'
import { bodyOf, ClientFields, clientOf, isReady } from './ClientFields'
import { OverlapSelect, type Overlap } from './OverlapSelect'


/** One connected system: what it may, its secrets, its end. */
export function ClientDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords(connectionsWords)
  const query = useQuery(getApiClientOptions({ path: { client_id: id } }))
  const [secret, setSecret] = useState<string | null>(null)
  if (secret !== null) {
    return <SecretDialog title={query.data?.name ?? words.details} hint={words.secretOnce} id={{ label: words.clientId, value: id }} secret={{ label: words.secret, value: secret }} onClose={() => setSecret(null)} />
  }
  return (
    <Dialog title={query.data?.name ?? words.details} onClose={onClose} width={640}>
      <QueryState query={query}>
        {(client) => (
          <div className="stack">
            <Copied label={words.clientId} value={client.id} />
            <Client key={client.version} client={client} onSecret={setSecret} />
          </div>
        )}
      </QueryState>
    </Dialog>
  )
}

function Client({ client, onSecret }: { client: ApiClientRow; onSecret: (secret: string | null) => void }) {
  const words = useWords(connectionsWords)
  const cache = useQueryClient()
  const [value, setValue] = useState(() => clientOf(client))
  const onSuccess = () => void cache.invalidateQueries()
  const saving = useMutation({ ...updateApiClientMutation(), onSuccess })
  const deactivating = useMutation({ ...deactivateApiClientMutation(), onSuccess })
  const activating = useMutation({ ...activateApiClientMutation(), onSuccess })
  const [asked, setAsked] = useState(false)
  const one = { path: { client_id: client.id }, headers: ifMatch(client.version) }
  const may = (action: string) => client.allowed_actions.includes(action)
  const problem = deactivating.error ?? activating.error ?? saving.error
  const body = changed(bodyOf(clientOf(client)), bodyOf(value)) // an end that was not touched stays as it is, to the minute
  return (
    <>
      <Secrets client={client} onSecret={onSecret} />
      <ClientFields value={value} onChange={setValue} problem={saving.error} />
      <div className="row">
        {may('edit') && (
          <Button type="primary" aria-disabled={!isReady(value)} loading={saving.isPending} onClick={() => isReady(value) && saving.mutate({ ...one, body })}>
            {words.save}
          </Button>
        )}
        {may('activate') && (
          <Button loading={activating.isPending} onClick={() => activating.mutate(one)}>
            {words.activate}
          </Button>
        )}
        {may('deactivate') && !asked && <Button onClick={() => setAsked(true)}>{words.deactivate}</Button>}
      </div>
      {asked && may('deactivate') && (
        <div className="stack" role="alert">
          <p>{words.deactivateQuestion(client.name)}</p>
          <div>
            <Button danger loading={deactivating.isPending} onClick={() => deactivating.mutate(one)}>
              {words.deactivate}
            </Button>
          </div>
        </div>
      )}
      {problem !== null && <ErrorState error={problem} />}
      <History id={client.id} />
    </>
  )
}

function Secrets({ client, onSecret }: { client: ApiClientRow; onSecret: (secret: string | null) => void }) {
  const words = useWords(connectionsWords)
  const cache = useQueryClient()
  const [overlap, setOverlap] = useState<Overlap>('24')
  const rotating = useMutation({
    ...rotateApiClientSecretMutation(),
    onSuccess: (made) => {
      onSecret(made.client_secret)
      void cache.invalidateQueries()
    },
  })
  const rotate = () => rotating.mutate({ path: { client_id: client.id }, headers: ifMatch(client.version), body: { overlap_hours: Number(overlap) } })
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h3>{words.secrets}</h3>
      <ul>
        {client.secrets.length === 0 && <li className="secondary">{words.noSecrets}</li>}
        {client.secrets.map((secret) => (
          <li key={secret.beginning}>
            <code>{secret.beginning}…</code>{' '}
            <span className="secondary small">
              {words.secretFrom(formatMoment(secret.created_at))}
              {secret.expires_at !== null && `, ${words.secretUntil(formatMoment(secret.expires_at))}`}
            </span>
          </li>
        ))}
      </ul>
      {client.keys.length > 0 && (
        <p>
          {words.keys}: {client.keys.map((key) => `${key.kind} ${key.kid ?? ''}`.trim()).join(', ')}
        </p>
      )}
      {client.allowed_actions.includes('rotate') && (
        <div className="row" style={{ alignItems: 'end' }}>
          <OverlapSelect label={words.overlap} value={overlap} onChange={setOverlap} />
          <Button loading={rotating.isPending} onClick={rotate}>
            {words.rotate}
          </Button>
        </div>
      )}
      {overlap === '0' && <p className="secondary small">{words.rotateLeaked}</p>}
      {rotating.error !== null && <ErrorState error={rotating.error} />}
    </section>
  )
}

function History({ id }: { id: string }) {
  const words = useWords(connectionsWords)
  const query = useQuery(listHistoryOptions({ query: { subject: `api_client:${id}`, limit: 20 } }))
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h3>{words.history}</h3>
      <QueryState query={query} heights={[24]}>
        {({ items }) => <Timeline items={items} />}
      </QueryState>
    </section>
  )
}
