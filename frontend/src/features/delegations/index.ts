export { DelegationsPage, type DelegationSearch } from './DelegationsPage'
