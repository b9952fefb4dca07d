export { Bell } from './Bell'
export { News } from './News'
