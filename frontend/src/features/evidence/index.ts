export { LibraryPage, type EvidenceSearch } from './LibraryPage'
