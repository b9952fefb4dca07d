export interface IndicatorsSearch {
  indicator?: string
  /** The plan whose targets and tasks are shown. */
  plan?: string
  /** The year of the edition whose tree is shown; that of the plan by itself. */
  edition?: number
  /** The province whose scores are shown; that of the plan by itself. */
  province?: string
}
