import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importReportWorkbook } from '@/api/sdk.gen'
import type { WorkbookLine, WorkbookResult } from '@/api/types.gen'

export type Take = 'theirs' | 'yours'

/** What was chosen: of fields that both sides changed, and of names that several documents bear. */
export interface Choices {
  takes: ReadonlyMap<string, Take>
  meanings: ReadonlyMap<string, string | null>
}

export const MAX_WORKBOOK_BYTES = 2 * 1024 * 1024
const NONE: Choices = { takes: new Map(), meanings: new Map() }

export const keyOf = (line: WorkbookLine, of: string) => `${line.line_id ?? line.cell}|${of}`

/** How many choices of a line are still to be made; one that is refused asks nothing. */
export function openIn(line: WorkbookLine, { takes, meanings }: Choices): number {
  if (line.status === 'refused') return 0
  const fields = line.fields.filter(({ status, field }) => status === 'conflict' && !takes.has(keyOf(line, field)))
  const names = line.documents.filter(({ status, name }) => status === 'asked' && !meanings.has(keyOf(line, name)))
  return fields.length + names.length
}

/** Whether something of the line would be written; a choice that is still open counts as one that may. */
export function writes(line: WorkbookLine, { takes, meanings }: Choices): boolean {
  if (line.status === 'refused' || line.status === 'unchanged') return false
  const fields = line.fields.some(({ status, field }) => status === 'fill' || takes.get(keyOf(line, field)) !== 'theirs')
  return fields || line.documents.some(({ status, name }) => status === 'linked' || status === 'removed' || (status === 'asked' && meanings.get(keyOf(line, name)) !== null))
}

/** The decisions as the server takes them: what was seen, and what was chosen. */
export function decisionsOf(seen: WorkbookResult | undefined, { takes, meanings }: Choices): string {
  const lines = (seen?.lines ?? []).filter(({ line_id: id }) => id !== null)
  const of = (line: WorkbookLine) => line.line_id ?? ''
  return JSON.stringify({
    seen: lines.map((line) => ({ line_id: of(line), version: line.version })),
    choices: lines.flatMap((line) => line.fields.flatMap(({ field }) => ({ line_id: of(line), field, take: takes.get(keyOf(line, field)) }))).filter(({ take }) => take !== undefined),
    documents: lines.flatMap((line) =>
      line.documents.filter(({ status, name }) => status === 'asked' && meanings.has(keyOf(line, name))).map(({ name }) => ({ line_id: of(line), name, evidence_id: meanings.get(keyOf(line, name)) ?? null })),
    ),
  })
}

/** The choices of lines that stand as they did when they were made; somebody may have written meanwhile. */
export function stillHolding({ takes, meanings }: Choices, before: WorkbookResult | undefined, now: WorkbookResult): Choices {
  const versions = new Map(now.lines.map((line) => [line.line_id, line.version]))
  const moved = (before?.lines ?? []).filter((line) => versions.get(line.line_id) !== line.version).map((line) => keyOf(line, ''))
  const holds = ([key]: [string, unknown]) => !moved.some((line) => key.startsWith(line))
  return { takes: new Map([...takes].filter(holds)), meanings: new Map([...meanings].filter(holds)) }
}

/** A filled workbook on its way back into its report: looked at, chosen, stored. The file stays in this tab. */
export function useWorkbook(reportId: string) {
  const cache = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [choices, setChoices] = useState<Choices>(NONE)
  const send = async (chosen: File, dryRun: boolean, decisions: string) =>
    (await importReportWorkbook({ path: { report_id: reportId }, query: { dry_run: dryRun }, body: { file: chosen, decisions } })).data
  const reading = useMutation({ mutationFn: (chosen: File) => send(chosen, true, '') })
  const storing = useMutation({
    mutationFn: (chosen: File) => send(chosen, false, decisionsOf(reading.data, choices)),
    onSuccess: () => void cache.invalidateQueries(),
  })
  /** Choices hold for what was seen: another file, or a text that has moved since, is chosen anew. */
  const read = (chosen: File, keep = false) => {
    const before = reading.data
    if (!keep) setChoices(NONE)
    setFile(chosen)
    storing.reset()
    reading.mutate(chosen, { onSuccess: (now) => keep && setChoices((made) => stillHolding(made, before, now)) })
  }
  const take = (line: WorkbookLine, field: string, which: Take) => setChoices((made) => ({ ...made, takes: new Map(made.takes).set(keyOf(line, field), which) }))
  const mean = (line: WorkbookLine, name: string, id: string | null) => setChoices((made) => ({ ...made, meanings: new Map(made.meanings).set(keyOf(line, name), id) }))
  return { file, seen: reading.data, choices, take, mean, read, reading, storing }
}

export type Workbook = ReturnType<typeof useWorkbook>
