import type { MeasuredUnit, MeasureRead, MonthCell } from '@/api/types.gen'

/** A cell of the table that was chosen. */
export interface Chosen {
  unit: MeasuredUnit
  writes: boolean
  measure: MeasureRead
  month: string
  cell: MonthCell | null
}

/** "202408" as month and year. */
export function parts(month: string): [month: number, year: number] {
  return [Number(month.slice(4)), Number(month.slice(0, 4))]
}
