export const UNIT_VIEWS = ['then', 'now'] as const
export type UnitView = (typeof UNIT_VIEWS)[number]

export interface OverviewSearch {
  plan?: string
  /** Whose the work is, through changes of units. */
  units?: UnitView
}
