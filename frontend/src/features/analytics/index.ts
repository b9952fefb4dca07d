export { HistoryPage, type HistorySearch } from './HistoryPage'
export { MyWorkPage } from './MyWorkPage'
export { OverviewPage } from './OverviewPage'
export { SearchBox } from './SearchBox'
