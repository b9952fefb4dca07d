export { ConsolidatedListPage } from './ListPage'
export { ConsolidatedPage } from './ReportPage'
export type { ConsolidatedPlace, ConsolidatedSearch } from './search'
