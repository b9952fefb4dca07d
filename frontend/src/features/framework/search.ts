export interface IndicatorsSearch {
  indicator?: string
  /** The plan whose targets and tasks are shown. */
  plan?: string
}
