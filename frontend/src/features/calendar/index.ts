export { CalendarPage, type CalendarSearch } from './CalendarPage'
