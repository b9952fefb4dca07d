import type { ExportsWords } from '@/i18n/vi/exports'

export const exports: ExportsWords = {
  title: 'Exported files',
  intro: 'Long lists are prepared as files on the server, by what you may read when the file is written. A notice tells you when it is done; files are kept for some days and then deleted.',
  empty: 'No files yet. Where a list is too long to be downloaded at once, the button “Export XLSX” offers to prepare it here.',
  file: 'File',
  state: 'State',
  states: { waiting: 'Waiting', working: 'Being prepared', done: 'Ready', failed: 'Failed' },
  rows: 'Rows',
  size: 'Size',
  asked: 'Asked for',
  until: 'Kept until',
  fetch: 'Download',
  fetchOf: (file) => `Download ${file}`,
  tooLarge: 'A large file',
  prepare: 'Prepare it and tell me',
  preparing: 'Sending the request…',
  asking: 'The file is being prepared. Go on with other work; a notice will tell you.',
  show: 'Show exported files',
}
