import type { NoticeWords } from '@/i18n/vi/notices'

export const notices: NoticeWords = {
  settings: 'How to be told',
  back: 'Back to the notices',
  intro: 'The bell always has everything. Mails follow what is chosen here; on days off none is sent, they wait for the next working morning.',
  states: {
    ready: (address) => `Mails go to ${address}.`,
    not_set_up: 'No mails are sent from here yet: news is in the bell alone. Choices are kept for when they are.',
    no_address: 'The account has no mail address. An administrator can add one.',
  },
  mail: { now: 'At once', digest: 'Morning mail', off: 'No mail' },
  mailOf: (topic) => `Mail: ${topic}`,
  saved: (topic) => `Saved: ${topic}.`,
  opening: 'Opening what the notice is about…',
}
