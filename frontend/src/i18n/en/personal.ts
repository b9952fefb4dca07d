import type { PersonalWords } from '../vi/personal'

export const personal: PersonalWords = {
  title: 'Personal data',
  shownRedacted: (of: number) => `You see the copy without personal data (in place of version ${of}).`,
  whoReads: 'Who reads it',
  redactedCopies: 'Redacted copies',
  noRedacted: 'There is no redacted copy yet.',
  copyOf: (number: number, of: number, at: string, who: string) => `Copy ${number} of version ${of} · ${at} · ${who}`,
  copyShown: 'stands for the document',
  uploadRedacted: 'Upload a redacted copy',
  showRedacted: 'Show the redacted copy',
  hideRedacted: 'Close the redacted copy',
  reads: 'Reads',
  showReads: 'Show who has read it',
  noReads: 'Nobody has read the document since it was marked.',
  readFile: (number: number) => `took version ${number} as a file`,
  readPage: (number: number, page: number) => `saw page ${page} of version ${number}`,
}
