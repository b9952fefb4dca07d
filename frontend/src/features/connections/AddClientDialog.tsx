import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { createApiClientMutation } from '@/api/@tanstack/react-query.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { SecretDialog } from '@/components/SecretDialog'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'
import { bodyOf, ClientFields, isReady, NEW } from './ClientFields'

/** Another system gets its id and secret, which are handed on from here and nowhere else. */
export function AddClientDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(connectionsWords)
  const cache = useQueryClient()
  const [client, setClient] = useState(NEW)
  const adding = useMutation({ ...createApiClientMutation(), onSuccess: () => void cache.invalidateQueries() })
  if (adding.data !== undefined) {
    const { id, name, client_secret: secret } = adding.data
    return <SecretDialog title={name} hint={words.secretOnce} id={{ label: words.clientId, value: id }} secret={{ label: words.secret, value: secret ?? '' }} onClose={onClose} />
  }
  const ready = isReady(client)
  return (
    <Dialog
      title={words.addTitle}
      onClose={onClose}
      width={640}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={adding.isPending} onClick={() => ready && adding.mutate({ body: bodyOf(client) })}>
          {words.add}
        </Button>
      }
    >
      <div className="stack">
        <ClientFields value={client} onChange={setClient} problem={adding.error} />
        {adding.error !== null && <ErrorState error={adding.error} />}
      </div>
    </Dialog>
  )
}
