export { AttentionListPage, type AttentionSearch } from './AttentionListPage'
export { AttentionPage } from './AttentionPage'
