import type { UnitView } from '@/lib/unit-view'

export interface OverviewSearch {
  plan?: string
  /** Whose the work is, through changes of units. */
  units?: UnitView
}
