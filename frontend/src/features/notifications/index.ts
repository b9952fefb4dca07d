export { Bell } from './Bell'
export { News } from './News'
export { NoticePage } from './NoticePage'
