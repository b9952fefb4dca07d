import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getDeliveryOptions } from '@/api/@tanstack/react-query.gen'
import { pauseWebhook, replayWebhook, resumeWebhook, rotateWebhookSecret, testWebhook } from '@/api/sdk.gen'
import type { WebhookRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { SecretDialog } from '@/components/SecretDialog'
import { useSaving } from '@/components/use-saving'
import { webhookWords } from '@/i18n/webhooks'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { WebhookDialog } from './WebhookDialog'

interface ActProps {
  webhook: WebhookRead
  onClose: () => void
}

const of = ({ id, version }: WebhookRead) => ({ path: { webhook_id: id }, headers: ifMatch(version) })

/** What may be done about the webhook now. */
export function Acts({ webhook }: { webhook: WebhookRead }) {
  const words = useWords(webhookWords)
  const [asking, setAsking] = useState<'edit' | 'rotate' | 'resume'>()
  const [said, setSaid] = useState('')
  const [test, setTest] = useState<string>()
  const may = (act: string) => webhook.allowed_actions.includes(act)
  const testing = useSaving({ mutationFn: async () => (await testWebhook({ path: { webhook_id: webhook.id } })).data.id }, setTest)
  const pausing = useSaving({ mutationFn: () => pauseWebhook(of(webhook)) }, () => setSaid(''))
  const replaying = useSaving({ mutationFn: async () => (await replayWebhook({ path: { webhook_id: webhook.id }, body: { since: webhook.created_at } })).data.count }, (count) => setSaid(words.replayed(count)))
  const problem: unknown = testing.error ?? pausing.error ?? replaying.error
  const done = () => setAsking(undefined)
  return (
    <div className="stack">
      <div className="row">
        {may('resume') && (
          <Button type="primary" onClick={() => setAsking('resume')}>
            {words.resume}
          </Button>
        )}
        <Button onClick={() => testing.mutate()}>{words.test}</Button>
        {may('replay') && webhook.failed > 0 && <Button onClick={() => replaying.mutate()}>{words.replay}</Button>}
        <Button onClick={() => setAsking('rotate')}>{words.rotate}</Button>
        <Button onClick={() => setAsking('edit')}>{words.edit}</Button>
        {may('pause') && <Button onClick={() => pausing.mutate()}>{words.pause}</Button>}
      </div>
      <p role="status" style={{ margin: 0 }}>
        {test === undefined ? said : <Tested id={test} />}
      </p>
      {problem !== null && <ErrorState error={problem} />}
      {asking === 'edit' && <WebhookDialog webhook={webhook} onClose={done} />}
      {asking === 'rotate' && <Rotating webhook={webhook} onClose={done} />}
      {asking === 'resume' && <Resuming webhook={webhook} onClose={done} />}
    </div>
  )
}

/** How the test went, as soon as the worker has sent it. */
function Tested({ id }: { id: string }) {
  const words = useWords(webhookWords)
  const query = useQuery({ ...getDeliveryOptions({ path: { delivery_id: id } }), refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'waiting' ? 1000 : false) })
  if (query.data === undefined || query.data.state === 'waiting') return words.testing
  const { state, status, words: why } = query.data
  if (state === 'delivered') return words.testOk(status ?? 200)
  return words.testFailed(status === null ? (why ?? '').toLowerCase() : words.answered(status))
}

const OVERLAPS = ['24', '72', '0'] as const

function Rotating({ webhook, onClose }: ActProps) {
  const words = useWords(webhookWords)
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>('24')
  const [secret, setSecret] = useState<string>()
  const rotating = useSaving({ mutationFn: async () => (await rotateWebhookSecret({ ...of(webhook), body: { overlap_hours: Number(overlap) } })).data.secret }, setSecret)
  if (secret !== undefined) return <SecretDialog title={words.newSecret} hint={words.secretOnce} secret={{ label: words.secret, value: secret }} onClose={onClose} />
  return (
    <Dialog
      title={words.rotate}
      onClose={onClose}
      actions={
        <Button type="primary" aria-disabled={rotating.isPending} onClick={() => !rotating.isPending && rotating.mutate()}>
          {words.rotate}
        </Button>
      }
    >
      <div className="stack">
        <p>{words.rotateAbout}</p>
        <strong aria-hidden>{words.overlap}</strong>
        <Chips label={words.overlap} chips={OVERLAPS.map((key) => ({ key, label: words.overlaps[key] }))} chosen={overlap} onChoose={setOverlap} />
        {rotating.error !== null && <ErrorState error={rotating.error} />}
      </div>
    </Dialog>
  )
}

const SINCES = ['stopped', 'now'] as const

function Resuming({ webhook, onClose }: ActProps) {
  const words = useWords(webhookWords)
  const [since, setSince] = useState<(typeof SINCES)[number]>('stopped')
  const resuming = useSaving({ mutationFn: () => resumeWebhook({ ...of(webhook), body: { since } }) }, onClose)
  return (
    <Dialog
      title={words.resume}
      onClose={onClose}
      actions={
        <Button type="primary" aria-disabled={resuming.isPending} onClick={() => !resuming.isPending && resuming.mutate()}>
          {words.resume}
        </Button>
      }
    >
      <div className="stack">
        <p>{words.resumeAbout}</p>
        <Chips label={words.since} chips={SINCES.map((key) => ({ key, label: words.sinces[key] }))} chosen={since} onChoose={setSince} />
        <p className="secondary">{words.sinceHints[since]}</p>
        {resuming.error !== null && <ErrorState error={resuming.error} />}
      </div>
    </Dialog>
  )
}
