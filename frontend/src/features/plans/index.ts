export { CADENCES, DEADLINE_STATES, PARTS, PLAN_SORTS, PlanPage, WORK_STATES, type PlanSearch } from './PlanPage'
