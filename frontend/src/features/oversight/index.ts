export { LadderPage } from './LadderPage'
export { UrgeButton } from './UrgeButton'
export { UrgingPage } from './UrgingPage'
export type { UrgingSearch } from './search'
