import { dayOf, type Day } from '@/lib/format/days'
import { useStore } from '@/lib/store'
import { sessionState, type Me } from './state'

/** The person of this page. Only below the guarded layout, where there always is one. */
export function useMe(): Me {
  const state = useStore(sessionState)
  if (!('me' in state)) throw new Error('useMe outside the signed-in part of the application')
  return state.me
}

export function may(me: Me, permission: string): boolean {
  return me.permissions.includes(permission)
}

/** Where a person starts: those who report, with their work; those who review, with the queue; the others, with the state of things. */
export function homeOf(me: Me): string {
  if (may(me, 'report.edit')) return '/'
  if (may(me, 'period.manage')) return '/review'
  if (may(me, 'dashboard.read')) return '/overview'
  return may(me, 'people.manage') ? '/people' : '/plan'
}

/** The working day: the demonstration's own, else today's in Vietnam. */
export function todayOf(me: Me): Day {
  return dayOf(me.demo === null ? new Date() : new Date(me.demo.business_now))
}

export function useToday(): Day {
  return todayOf(useMe())
}
