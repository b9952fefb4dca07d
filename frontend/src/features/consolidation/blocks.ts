import { getSection, updateBlock } from '@/api/sdk.gen'
import type { BlockRead, ConsolidatedRead, SectionRead } from '@/api/types.gen'
import type { Current } from '@/lib/drafts/types'
import type { DraftsDefinition } from '@/lib/drafts/use-drafts'
import { ifMatch } from '@/lib/http/etags'
import { ApiProblem } from '@/lib/http/problem'
import { createStore, useStore } from '@/lib/store'

/** What is typed in a paragraph. */
export interface BlockDraft {
  text: string
}

/** Paragraphs as the server answered last, newer than what the page was read with. */
const answered = createStore<ReadonlyMap<string, BlockRead>>(new Map())
const reportOf = new Map<string, string>()

function keepBlock(block: BlockRead): Current<BlockDraft> {
  answered.set(new Map(answered.get()).set(block.id, block))
  return { version: block.version, value: { text: block.text } }
}

/** The section's paragraphs, as new as they are known. */
export function useFreshBlocks(reportId: string, section: SectionRead): readonly BlockRead[] {
  const newer = useStore(answered)
  return section.blocks.map((block) => {
    reportOf.set(block.id, reportId)
    const known = newer.get(block.id)
    return known !== undefined && known.version > block.version ? known : block
  })
}

/** Autosave of paragraphs: each has its own version, so two people on two paragraphs do not collide. */
export const blockDrafts: DraftsDefinition<BlockDraft> = {
  name: 'consolidated-blocks',
  save: async (id, version, patch) => {
    const { data } = await updateBlock({ path: { block_id: id }, body: { text: patch.text ?? '' }, headers: ifMatch(version) })
    return keepBlock(data)
  },
  load: async (id) => {
    const known = answered.get().get(id)
    const { data } = await getSection({ path: { consolidated_id: reportOf.get(id) ?? '', key: known?.section ?? sectionOf.get(id) ?? '' } })
    const block = data.blocks.find((item) => item.id === id)
    if (block === undefined) throw new ApiProblem({ status: 404, code: 'block_not_found' })
    return keepBlock(block)
  },
}

const sectionOf = new Map<string, string>()

/** Remembers where a paragraph stands, to read it anew when somebody else has changed it. */
export function knowPlaces(section: SectionRead): void {
  for (const block of section.blocks) sectionOf.set(block.id, section.key)
}

/** The version of the whole, its paragraphs included: what was read is what is submitted and approved. */
export function tagOf(report: ConsolidatedRead): { 'If-Match': string } {
  return ifMatch(`${report.version}.${report.content_version}`)
}

export function countWords(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.split(/\s+/).filter((word) => word !== '').length, 0)
}

/** In which report a paragraph stands. */
export function reportIdOf(blockId: string): string {
  return reportOf.get(blockId) ?? ''
}
