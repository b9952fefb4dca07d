export { DispatchCard } from './DispatchCard'
export { DispatchesPage } from './DispatchesPage'
