import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listApiClientsOptions, listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import { changeWebhook, createWebhook } from '@/api/sdk.gen'
import type { WebhookCreate, WebhookRead, WebhookRef } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { PickList } from '@/components/PickList'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { webhookWords } from '@/i18n/webhooks'
import { useWords } from '@/i18n/words'
import { changed } from '@/lib/changed'
import { ifMatch } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import { TypesField } from './TypesField'

interface Draft {
  name: string
  url: string
  types: readonly string[]
  units: readonly string[]
  client: string | undefined
}

const NEW: Draft = { name: '', url: '', types: ['*'], units: [], client: undefined }

const draftOf = (webhook: WebhookRead): Draft => ({
  name: webhook.name,
  url: webhook.url,
  types: webhook.event_types,
  units: (webhook.units ?? []).map(({ id }) => id),
  client: webhook.client?.id,
})

const bodyOf = (draft: Draft): WebhookCreate => ({
  name: draft.name.trim(),
  url: draft.url.trim(),
  event_types: [...draft.types],
  unit_ids: draft.units.length === 0 ? null : [...draft.units],
  client_id: draft.client ?? null,
})

interface WebhookDialogProps {
  webhook?: WebhookRead
  /** With the secret of a new webhook. */
  onClose: (secret?: string) => void
}

/** A webhook is added, or changed. */
export function WebhookDialog({ webhook, onClose }: WebhookDialogProps) {
  const words = useWords(webhookWords)
  const cache = useQueryClient()
  const [draft, setDraft] = useState(() => (webhook === undefined ? NEW : draftOf(webhook)))
  const change = (given: Partial<Draft>) => setDraft({ ...draft, ...given })
  const saving = useMutation({
    mutationFn: async () => {
      const body = bodyOf(draft)
      if (webhook === undefined) return (await createWebhook({ body })).data.secret
      await changeWebhook({ path: { webhook_id: webhook.id }, body: changed(bodyOf(draftOf(webhook)), body), headers: ifMatch(webhook.version) })
      return undefined
    },
    onSuccess: (secret) => {
      void cache.invalidateQueries()
      onClose(secret)
    },
  })
  const problem: unknown = saving.error
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  const ready = draft.name.trim() !== '' && draft.url.trim() !== '' && draft.types.length > 0 && !saving.isPending
  return (
    <Dialog
      title={webhook === undefined ? words.add : words.editTitle(webhook.name)}
      onClose={() => onClose()}
      width={640}
      actions={
        <Button type="primary" aria-disabled={!ready} onClick={() => ready && saving.mutate()}>
          {webhook === undefined ? words.add : words.save}
        </Button>
      }
    >
      <div className="stack">
        <TextField label={words.name} hint={words.nameHint} required value={draft.name} maxLength={120} autoComplete="off" error={errorOf('name')} onChange={({ target }) => change({ name: target.value })} />
        <TextField label={words.url} hint={words.urlHint} required inputMode="url" value={draft.url} autoComplete="off" spellCheck={false} error={errorOf('url')} onChange={({ target }) => change({ url: target.value })} />
        <TypesField chosen={draft.types} onChoose={(types) => change({ types })} />
        <UnitsField chosen={draft.units} onChoose={(units) => change({ units })} />
        <ClientField present={webhook?.client ?? null} chosen={draft.client} onChoose={(client) => change({ client })} />
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}

function UnitsField({ chosen, onChoose }: { chosen: readonly string[]; onChoose: (units: readonly string[]) => void }) {
  const words = useWords(webhookWords)
  const query = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  return (
    <QueryState query={query} heights={[160]}>
      {({ items }) => <PickList title={words.units} none={words.allUnits} some={words.chosenUnits} items={items.map(({ id, short_name: label }) => ({ id, label }))} chosen={chosen} onChoose={onChoose} />}
    </QueryState>
  )
}

/** The connected system that it belongs to, of those that may follow what happens. */
function ClientField({ present, chosen, onChoose }: { present: WebhookRef | null; chosen: string | undefined; onChoose: (client: string | undefined) => void }) {
  const words = useWords(webhookWords)
  const query = useQuery(listApiClientsOptions({ query: { scope: 'events:read', limit: 200 } }))
  return (
    <QueryState query={query} heights={[56]}>
      {({ items }) => {
        const others = items.filter(({ id, state }) => state === 'active' && id !== present?.id)
        return (
          <div className="stack" style={{ gap: 6 }}>
            <FilterSelect label={words.client} value={chosen} all={words.noClient} options={[...(present === null ? [] : [present]), ...others].map(({ id, name }) => ({ value: id, label: name }))} onChange={onChoose} />
            <span className="field__hint">{words.clientHint}</span>
          </div>
        )
      }}
    </QueryState>
  )
}
