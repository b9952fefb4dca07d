export { PlanPage } from './PlanPage'
export type { PlanSearch } from './search'
