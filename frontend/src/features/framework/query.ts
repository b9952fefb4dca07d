/** The part of the assignments' query that a node stands for. */
export interface AssignmentQueryLike {
  indicator?: string
  dimension?: string
}
