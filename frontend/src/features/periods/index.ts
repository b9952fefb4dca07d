export { CalendarPage } from './CalendarPage'
export { OverPage, type OverSearch } from './OverPage'
