export { EVIDENCE_SORTS, LibraryPage, type EvidenceSearch } from './LibraryPage'
