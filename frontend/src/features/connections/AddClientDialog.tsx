import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { createApiClientMutation } from '@/api/@tanstack/react-query.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'
import { bodyOf, ClientFields, isReady, NEW } from './ClientFields'
import { SecretOnce } from './SecretOnce'

/** Another system gets its id and secret, which are handed on from here and nowhere else. */
export function AddClientDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(connectionsWords)
  const cache = useQueryClient()
  const [client, setClient] = useState(NEW)
  const adding = useMutation({ ...createApiClientMutation(), onSuccess: () => void cache.invalidateQueries() })
  if (adding.data !== undefined) {
    return (
      <Dialog
        title={adding.data.name}
        onClose={onClose}
        ownWayOut
        width={640}
        actions={
          <Button type="primary" onClick={onClose}>
            {words.done}
          </Button>
        }
      >
        <SecretOnce id={adding.data.id} label={words.secret} value={adding.data.client_secret ?? ''} hint={words.secretOnce} />
      </Dialog>
    )
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
