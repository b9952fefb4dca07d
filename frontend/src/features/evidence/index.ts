export { ComparePage, type CompareSearch } from './ComparePage'
export { LibraryPage, type EvidenceSearch } from './LibraryPage'
