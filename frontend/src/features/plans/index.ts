export { PlanPage, type PlanSearch } from './PlanPage'
