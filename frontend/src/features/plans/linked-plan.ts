import { useQuery } from '@tanstack/react-query'
import { getAssignmentOptions, getTaskOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanSearch } from './search'

/** The plan of the address: named, or that of the assignment or task to which a notice, a search or a history leads. */
export function useLinkedPlan({ plan, assignment, task }: PlanSearch): { id: string | undefined; waits: boolean } {
  const asked = plan === undefined
  const ofAssignment = useQuery({ ...getAssignmentOptions({ path: { assignment_id: assignment ?? '' } }), enabled: asked && assignment !== undefined })
  const ofTask = useQuery({ ...getTaskOptions({ path: { task_id: task ?? '' } }), enabled: asked && assignment === undefined && task !== undefined })
  return { id: plan ?? ofAssignment.data?.plan_id ?? ofTask.data?.plan_id, waits: ofAssignment.isLoading || ofTask.isLoading }
}
