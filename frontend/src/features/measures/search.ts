export interface MeasureSearch {
  measure?: string
  year?: number
}

/** The measure that a page opens with. */
export const FIRST_MEASURE = 'dvc_online_rate'
