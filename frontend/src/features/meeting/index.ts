export { MeetingPage, type MeetingSearch } from './MeetingPage'
