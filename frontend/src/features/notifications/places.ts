import type { NotificationRead } from '@/api/types.gen'
import { may } from '@/lib/session/access'
import type { Me } from '@/lib/session/state'

/** The page of what a notice is about. */
export function placeOf({ subject_type: type, subject_id: id, unit_id: unit }: NotificationRead, me: Me): string {
  const reviews = may(me, 'report.review')
  const places: Record<string, string> = {
    report: reviews ? `/review?report=${id}` : `/reports/${id}`,
    report_line: `/line/${id}`,
    evidence: `/evidence?document=${id}`,
    inspection: `/inspections/${id}`,
    finding: `/findings/${id}`,
    unit_plan: `/unit-plans/${id}`,
    consolidated_report: `/consolidated/${id}`,
    attention_list: `/attention/${id}`,
    assignment: `/plan?assignment=${id}`,
    task: `/plan?task=${id}`,
    plan: `/plan?plan=${id}`,
    deadlines: `/plan?plan=${id}&unit=${unit}&work_state=open&deadline_state=in_time&sort=due_on`,
    coordinator_list: '/urging?list=coordinator',
    leader_list: '/urging?list=leader',
    reminder: `/plan?unit=${unit}&work_state=open&sort=due_on`,
    delegation: may(me, 'delegation.manage') ? '/delegations' : '/',
    period: `/periods?period=${id}`,
    person: '/account',
    export: '/exports',
    webhook: `/webhooks/${id}`,
    succession: `/reorganisation?show=${id}`,
  }
  return places[type] ?? '/'
}
