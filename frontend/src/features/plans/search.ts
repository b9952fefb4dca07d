import type { ListSearch } from '@/lib/search-params'
import type { UnitView } from '@/lib/unit-view'

// What the address may say. Apart from the pages, because routes read it before a page is loaded.
export const WORK_STATES = ['not_started', 'in_progress', 'awaiting_confirmation', 'completed', 'suspended', 'cancelled'] as const
/** What one may look for: the states, and whatever is neither completed nor set aside. */
export const WORK_FILTERS = [...WORK_STATES, 'open'] as const
export const DEADLINE_STATES = ['no_deadline', 'on_track', 'due_soon', 'overdue', 'completed_on_time', 'completed_late'] as const
/** What one may look for: the states, and what is still in time, however near its day. */
export const DEADLINE_FILTERS = [...DEADLINE_STATES, 'in_time'] as const
export const PARTS = ['lead', 'support'] as const
export const MANDATES = ['assigned', 'requested'] as const
export const RECEIPTS = ['awaited', 'accepted', 'questioned'] as const
export const LEAD_MARKS = ['enough', 'lacking'] as const
export const CADENCES = ['once', 'each_period', 'standing'] as const
export const PLAN_SORTS = ['sort', 'due_on', 'unit', 'updated_at', 'percent']
export const PLAN_VIEWS = ['tasks', 'targets', 'low', 'papers', 'steps', 'versions', 'amendment'] as const
export const STEP_STATES = ['planned', 'submitted', 'applied'] as const
export const STEP_SORTS = ['procedure', 'due_on']
export const TASK_KINDS = ['general', 'specific', 'organisational'] as const
export const TARGET_SORTS = ['code', 'stance', 'baseline', 'target']

export interface PlanSearch extends ListSearch {
  plan?: string
  /** The task that is open beside the tasks. */
  open?: string
  /** Whether tasks that were taken out of the plan are shown. */
  gone?: 'yes'
  view?: (typeof PLAN_VIEWS)[number]
  unit?: string
  task?: string
  indicator?: string
  dimension?: string
  part?: (typeof PARTS)[number]
  kind?: (typeof TASK_KINDS)[number]
  cadence?: (typeof CADENCES)[number]
  mandate?: (typeof MANDATES)[number]
  work_state?: (typeof WORK_FILTERS)[number]
  deadline_state?: (typeof DEADLINE_FILTERS)[number]
  not_saved_since?: string
  /** Under way, and not saved within 30 days. */
  stale?: true
  /** Tasks that units have given themselves. */
  own?: true
  /** How far the steps that simplify procedures are. */
  step?: (typeof STEP_STATES)[number]
  receipt?: (typeof RECEIPTS)[number]
  lead_mark?: (typeof LEAD_MARKS)[number]
  /** Parts that units ask to be changed, and the person may answer. */
  answerable?: true
  low?: 'yes'
  assignment?: string
  /** Whose the work is, through changes of units. */
  units?: UnitView
}
