import type { SealWords } from '@/i18n/vi/seals'

export const seals: SealWords = {
  copies: (number) => `Seal number ${number}`,
  madeAt: (number, at) => `Number ${number}, sealed at ${at}`,
  earlier: (count) => `${count} earlier`,
  download: 'Download the sealed copy',
  downloadNumber: (number) => `Download number ${number}`,
  changed: 'Changed since accepted',
  changes: (count) => `Show ${count} change${count === 1 ? '' : 's'}`,
  onlyChanged: (count) => `Changed since accepted ${count}`,
  afterAcceptance: 'After acceptance',
  options: { changed: 'Changed', unchanged: 'Unchanged' },
  then: 'When accepted',
  now: 'Now',
  nothing: 'none',
  howToVerify: 'The copy is signed and can be verified offline with papi seal verify.',
}
