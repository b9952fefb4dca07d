import { may, useMe } from '@/lib/session/access'

/** Who sees the inspections of one unit alone chooses none. */
export function useSeesAll(): boolean {
  return !may(useMe(), 'finding.remedy')
}
