export { CalendarPage } from './CalendarPage'
export { OverPage } from './OverPage'
export type { OverSearch } from './search'
