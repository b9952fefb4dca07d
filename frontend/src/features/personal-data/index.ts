export { ErasuresPage } from './ErasuresPage'
export { RedactPage } from './RedactPage'
