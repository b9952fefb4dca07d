import type { ReminderRead } from '@/api/types.gen'
import type { ListSearch } from '@/lib/search-params'

export interface UrgingSearch extends ListSearch {
  list?: 'coordinator' | 'leader'
  kind?: ReminderRead['kind']
  what?: 'report' | 'assignment'
}
