import { CircleCheck, CirclePause, Hourglass, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { DeliveryRead, WebhookRead } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { webhookWords } from '@/i18n/webhooks'
import { useWords } from '@/i18n/words'

/** Whether events go out; one whose receiver fails says so. */
export function WebhookState({ webhook }: { webhook: WebhookRead }) {
  const words = useWords(webhookWords)
  if (webhook.state === 'paused') {
    const byHand = webhook.pause_cause === 'by_hand'
    return (
      <Mark icon={byHand ? CirclePause : TriangleAlert} colour={byHand ? 'grey' : 'red'} fill={!byHand}>
        {webhook.pause_cause === null ? words.states.paused : words.causes[webhook.pause_cause]}
      </Mark>
    )
  }
  return webhook.failing_since === null ? (
    <Mark icon={CircleCheck} colour="green">
      {words.states.active}
    </Mark>
  ) : (
    <Mark icon={TriangleAlert} colour="amber" fill>
      {words.failing}
    </Mark>
  )
}

const LOOKS: Record<DeliveryRead['state'], { icon: LucideIcon; colour: 'grey' | 'green' | 'blue' | 'red' }> = {
  waiting: { icon: Hourglass, colour: 'blue' },
  delivered: { icon: CircleCheck, colour: 'green' },
  failed: { icon: TriangleAlert, colour: 'red' },
  held: { icon: CirclePause, colour: 'grey' },
}

export function DeliveryState({ delivery }: { delivery: Pick<DeliveryRead, 'state'> }) {
  const words = useWords(webhookWords)
  return <Mark {...LOOKS[delivery.state]}>{words.deliveryStates[delivery.state]}</Mark>
}

/** What the receiver said last, or why it said nothing. */
export function useAnswer() {
  const words = useWords(webhookWords)
  return ({ status, words: why }: { status: number | null; words: string | null }) => (status === null ? (why ?? '–') : words.status(status))
}
