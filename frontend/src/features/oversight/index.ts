export { UrgeButton } from './UrgeButton'
export { UrgingPage, type UrgingSearch } from './UrgingPage'
