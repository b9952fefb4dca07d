import type { PackWords } from '@/i18n/vi/packs'

export const packs: PackWords = {
  open: 'Download evidence pack (ZIP)',
  openChosen: (count) => `Download the ${count} chosen documents (ZIP)`,
  title: 'Evidence pack',
  holds: (files, size) => `The pack holds ${files} files, ${size}, in folders by unit and task, with an index (MUC_LUC.xlsx) and a sealed manifest.`,
  of: (title) => `Scope: ${title}.`,
  nothing: 'No document of this scope may go into a pack.',
  redacted: (count) => `Of these, ${count} are redacted copies in place of originals with personal data.`,
  leftOut: (count) => `${count} documents are left out:`,
  reason: (words, count) => `${words}: ${count}`,
  personal: (count) => `Include the originals of ${count} documents with personal data (else only redacted copies). Each read is recorded with your name; for work only.`,
  checking: 'Whoever looks after computers can check this pack without a server (papi pack verify). Who drew which pack is kept in the history.',
  download: 'Download',
  choose: (title) => `Choose ${title}`,
}
