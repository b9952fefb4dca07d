/** Through changes of units: as it was given out then, or under the units that answer for it now. */
export const UNIT_VIEWS = ['then', 'now'] as const
export type UnitView = (typeof UNIT_VIEWS)[number]
/** Whose in place of a unit: that of the person and those after which it came, as the numbers of the overview count. */
export const MINE = 'mine'
