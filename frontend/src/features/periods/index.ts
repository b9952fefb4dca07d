export { CalendarPage } from './CalendarPage'
export { OverPage } from './OverPage'
export { RegimePage } from './RegimePage'
export type { OverSearch } from './search'
