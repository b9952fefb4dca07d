export { ReorganisationPage, type ReorganisationSearch } from './ReorganisationPage'
