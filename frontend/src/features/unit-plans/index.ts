export { UnitPlansPage } from './UnitPlansPage'
export { UnitPlanPage, type UnitPlanPlace } from './UnitPlanPage'
export type { UnitPlansSearch } from './search'
