export { DispatchCard } from './DispatchCard'
export { DispatchesPage } from './DispatchesPage'
export { DISPATCH_STATES, DISPATCH_WAYS, type DispatchSearch } from './search'
