export { ActivitiesPage } from './ActivitiesPage'
export { ActivityPage } from './ActivityPage'
