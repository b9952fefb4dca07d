import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { getDeliveryOptions } from '@/api/@tanstack/react-query.gen'
import { redeliver } from '@/api/sdk.gen'
import type { AttemptRead, DeliveryDetail } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { FactList } from '@/components/FactList'
import { QueryState } from '@/components/QueryState'
import { SidePanel } from '@/components/SidePanel'
import { webhookWords } from '@/i18n/webhooks'
import { useWords } from '@/i18n/words'
import { formatMoment, formatNumber } from '@/lib/format'
import { DeliveryState, useAnswer } from './States'
import styles from './delivery.module.css'

/** One delivery: what went out, and what came back each time. */
export function Delivery({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords(webhookWords)
  const query = useQuery(getDeliveryOptions({ path: { delivery_id: id } }))
  return (
    <SidePanel label={words.delivery} onClose={onClose}>
      <QueryState query={query} heights={[32, 120]}>
        {(delivery) => <Detail delivery={delivery} />}
      </QueryState>
    </SidePanel>
  )
}

function Detail({ delivery }: { delivery: DeliveryDetail }) {
  const words = useWords(webhookWords)
  const cache = useQueryClient()
  const sending = useMutation({ mutationFn: () => redeliver({ path: { delivery_id: delivery.id } }), onSuccess: () => void cache.invalidateQueries() })
  return (
    <div className="stack">
      <h2 style={{ margin: 0 }}>{delivery.event_words}</h2>
      <DeliveryState delivery={delivery} />
      <FactList
        facts={[
          [words.at, formatMoment(delivery.created_at)],
          [words.waiting, delivery.next_at === null ? null : words.next(formatMoment(delivery.next_at))],
          [words.deliveryId, <code className={styles.code}>{delivery.id}</code>],
        ]}
      />
      {delivery.allowed_actions.includes('redeliver') && (
        <div className="row">
          <Button aria-disabled={sending.isPending} onClick={() => !sending.isPending && sending.mutate()}>
            {words.redeliver}
          </Button>
        </div>
      )}
      {sending.error !== null && <ErrorState error={sending.error} />}
      <h3 className={styles.heading}>{words.tries}</h3>
      {delivery.tries.length === 0 && <p className="secondary">{words.noTries}</p>}
      {delivery.tries.map((attempt) => (
        <Try key={attempt.id} attempt={attempt} />
      ))}
      <Text title={words.body} text={pretty(delivery.body)} open />
    </div>
  )
}

function Try({ attempt }: { attempt: AttemptRead }) {
  const words = useWords(webhookWords)
  const answerOf = useAnswer()
  return (
    <div className={styles.attempt}>
      <p style={{ margin: 0 }}>
        <strong>{formatMoment(attempt.at)}</strong> · {answerOf(attempt)} · {words.ms(formatNumber(attempt.duration_ms))}
      </p>
      <Text title={words.sentHeaders} text={lines(attempt.request_headers)} />
      {attempt.status !== null && <Text title={words.gotHeaders} text={lines(attempt.response_headers)} />}
      {attempt.response_body !== '' && <Text title={words.gotBody} text={attempt.response_body} />}
    </div>
  )
}

function Text({ title, text, open = false }: { title: string; text: string; open?: boolean }) {
  return (
    <details open={open}>
      <summary>{title}</summary>
      <pre className={styles.code}>{text}</pre>
    </details>
  )
}

const lines = (headers: Record<string, unknown>) => Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`).join('\n')

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
