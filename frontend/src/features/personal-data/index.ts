export { ErasuresPage } from './ErasuresPage'
export { RedactPage } from './RedactPage'
export { RetentionPage, type RetentionSearch } from './RetentionPage'
