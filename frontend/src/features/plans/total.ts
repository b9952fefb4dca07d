import type { BaselineRead, BaselinesRead, TargetRead, TargetsRead, TargetWrite, TotalWrite } from '@/api/types.gen'

/** Stands for the province's total among the nodes: it is none of them, and is written down apart. */
export const TOTAL = 'total'
const CODE = 'PAPI'

/** What is wanted of the total first, then of the nodes. */
export function withTotal({ total, items }: TargetsRead, name: string): TargetRead[] {
  if (total === null) return items
  return [{ ...total, indicator_id: TOTAL, code: CODE, level: TOTAL, name_vi: name, name_status: 'official', low_rated: false, low_rated_source: null }, ...items]
}

/** The total as a node of which something may be wanted. */
export function totalNode({ total }: BaselinesRead, name: string): BaselineRead {
  return { ...total, indicator_id: TOTAL, code: CODE, level: TOTAL, name_vi: name, name_status: 'official', above: null }
}

export function totalOf({ baseline, target, stance, note }: TargetWrite): TotalWrite {
  return { baseline, target, stance, note }
}

/** All that is wanted, as it is stored. */
export function parted(writes: readonly TargetWrite[]): { items: TargetWrite[]; total: TotalWrite | null } {
  const total = writes.find(({ indicator_id: id }) => id === TOTAL)
  return { items: writes.filter((one) => one !== total), total: total === undefined ? null : totalOf(total) }
}
