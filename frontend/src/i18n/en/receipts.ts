import type { ReceiptsWords } from '@/i18n/vi/receipts'

export const receipts: ReceiptsWords = {
  acknowledge: 'Received',
  asks: (number) => `The plan (version ${number}) was sent to your unit. Press “Received” to acknowledge it.`,
  done: (who, moment) => `${who} acknowledged it at ${moment}`,
}
