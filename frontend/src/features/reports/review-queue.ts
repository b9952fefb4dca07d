import type { ReportRow } from '@/api/types.gen'

/** Both numbers of a report's tag, so that nothing unseen is accepted. */
export const versionOf = ({ version, content_version }: ReportRow) => `${version}.${content_version}`

/** Late ones first; within each half the server's order, the longest waiting first. */
export function inReviewOrder(rows: readonly ReportRow[]): ReportRow[] {
  return [...rows].sort((a, b) => Number(b.late) - Number(a.late))
}

/** The report after this one, round the end; one that a colleague has on the desk only when no other waits. */
export function nextAfter(rows: readonly ReportRow[], current: string | undefined, person: string): ReportRow | undefined {
  const at = rows.findIndex(({ id }) => id === current)
  const others = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))]
  const isFree = ({ reviewing }: ReportRow) => reviewing === null || reviewing.person_id === person
  return others.find(isFree) ?? others[0]
}
