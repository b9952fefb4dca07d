import { getReportLine, updateReportLine } from '@/api/sdk.gen'
import type { LineRead } from '@/api/types.gen'
import { createFresh } from '@/lib/drafts/fresh'
import type { Current } from '@/lib/drafts/types'
import type { DraftsDefinition } from '@/lib/drafts/use-drafts'
import { ifMatch } from '@/lib/http/etags'

/** What the unit types on a line. */
export interface LineDraft {
  result: string
  percent: number | null
  figures: Record<string, number>
  difficulties: string
  proposals: string
  self_done: boolean
  carried_forward: boolean
}

export const { keep: keepLine, useFresh: useFreshLines } = createFresh<LineRead>()

export function draftOf(line: LineRead): LineDraft {
  const { result, percent, figures, difficulties, proposals, self_done, carried_forward } = line
  return { result, percent, figures, difficulties, proposals, self_done, carried_forward }
}

function current(line: LineRead): Current<LineDraft> {
  keepLine(line)
  return { version: line.version, value: draftOf(line) }
}

export async function reloadLine(id: string): Promise<LineRead> {
  const { data } = await getReportLine({ path: { line_id: id } })
  keepLine(data)
  return data
}

/** Autosave of lines. */
export const lineDrafts: DraftsDefinition<LineDraft> = {
  name: 'report-lines',
  save: async (id, version, patch) => {
    const { data } = await updateReportLine({ path: { line_id: id }, body: patch, headers: ifMatch(version) })
    return current(data)
  },
  load: async (id) => current(await reloadLine(id)),
}

/** What stops the line, in the order in which it is mended. */
export function stopping(line: LineRead): 'empty' | 'figures' | 'evidence' | 'carried' | null {
  return (['carried', 'empty', 'figures', 'evidence'] as const).find((lack) => line.lacks.includes(lack)) ?? null
}

/** What the address says of the editor: the line, the filter, the view, and whether the check page sent the person here. */
export interface Place {
  line?: string
  filter?: LineFilter
  view?: View
  /** The question at hand. */
  answer?: string
  from?: 'check'
}

export type View = 'table' | 'answers' | 'lines'

/** After a line is done: the next one that lacks something, from the top again at the end; else simply the next. */
export function afterFinishing(lines: readonly LineRead[], line: LineRead): LineRead | undefined {
  const at = lines.findIndex(({ id }) => id === line.id)
  return [...lines.slice(at + 1), ...lines.slice(0, at)].find(({ complete }) => !complete) ?? lines[at + 1]
}

export type LineFilter = 'all' | 'empty' | 'figures' | 'evidence' | 'carried' | 'returned'

export function passes(line: LineRead, filter: LineFilter): boolean {
  if (filter === 'all') return true
  return filter === 'returned' ? line.review_state === 'returned' : line.lacks.includes(filter)
}
