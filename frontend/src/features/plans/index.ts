export { ExtensionsPage } from './extensions/ExtensionsPage'
export type { ExtensionSearch } from './extensions/search'
export { PlanPage } from './PlanPage'
export type { PlanSearch } from './search'
