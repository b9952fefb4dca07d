import type { BoardRow } from '@/api/types.gen'
import type { Standing } from '@/components/Status'
import { wholeOf } from '@/components/use-done'
import { dayOf, daysBetween } from '@/lib/format'
import { matches } from '@/lib/search'

type Value = string | number | null

const VALUES: Record<string, (row: BoardRow) => Value> = {
  standing: (row) => ['missing', 'late', 'waiting', 'on_time', 'voluntary', 'asked'].indexOf(row.standing),
  state: (row) => ['draft', 'returned', 'submitted', 'accepted'].indexOf(row.state),
  sent: (row) => row.first_submitted_at,
  due: (row) => row.due_at,
  lines: (row) => {
    const { done, total } = wholeOf(row)
    return total === 0 ? null : done / total
  },
  saved: (row) => row.saved_at,
}

function compare(a: Value, b: Value, down: boolean): number {
  // what is not there stands last, whichever way
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order = a < b ? -1 : Number(a > b)
  return down ? -order : order
}

/** Without a choice, and by unit, the units stand in their official order, which is the server's. */
export function sortRows(rows: readonly BoardRow[], sort: string | undefined): readonly BoardRow[] {
  const valueOf = VALUES[sort?.replace(/^-/, '') ?? '']
  if (valueOf === undefined) return sort === '-unit' ? [...rows].reverse() : rows
  const down = sort?.startsWith('-') === true
  return [...rows].sort((a, b) => compare(valueOf(a), valueOf(b), down))
}

/** The rows that pass the filters: of the units that must report, and of the bodies that are asked. */
export function splitRows(rows: readonly BoardRow[], q: string | undefined, standing: Standing | undefined): { expected: BoardRow[]; asked: BoardRow[] } {
  const named = rows.filter((row) => matches(`${row.unit.name} ${row.unit_before?.name ?? ''}`, q ?? ''))
  return {
    expected: named.filter((row) => row.standing !== 'asked' && (standing === undefined || row.standing === standing)),
    asked: named.filter((row) => row.standing === 'asked'),
  }
}

/** Whole days between the unit's own deadline and its first submission; 0 within the day itself. */
export function daysLate(row: BoardRow): number {
  if (row.standing !== 'late' || row.first_submitted_at === null) return 0
  return Math.max(0, daysBetween(dayOf(new Date(row.due_at)), dayOf(new Date(row.first_submitted_at))))
}
