export { ErasuresPage } from './ErasuresPage'
export { RedactPage } from './RedactPage'
export { RetentionPage } from './RetentionPage'
export type { RetentionSearch } from './search'
