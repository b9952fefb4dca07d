import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ChevronLeft, History, Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { getConsolidatedReportQueryKey, getSectionQueryKey } from '@/api/@tanstack/react-query.gen'
import { keepSection } from '@/api/sdk.gen'
import type { BlockRead, ConsolidatedRead, SectionRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import type { Drafts } from '@/lib/drafts/drafts'
import { formatNumber } from '@/lib/format'
import { useShortcuts } from '@/lib/keys'
import { BlockEditor } from './BlockEditor'
import { Block } from './Block'
import { countWords, knowPlaces, useFreshBlocks, type BlockDraft } from './blocks'
import { NewBlock } from './NewBlock'
import type { ConsolidatedPlace } from './search'
import { VersionsDialog } from './VersionsDialog'
import styles from './consolidation.module.css'

interface SectionPaneProps {
  report: ConsolidatedRead
  section: SectionRead
  place: ConsolidatedPlace
  onPlace: (place: ConsolidatedPlace) => void
  drafts: Drafts<BlockDraft>
  /** The sources have no pane of their own: they stand under the paragraph. */
  beside: boolean
  next: string | undefined
}

/** One section: paragraphs to read, the one under the pen mounts a field. What was changed is kept as a version when the section is left. */
export function SectionPane({ report, section, place, onPlace, drafts, beside, next }: SectionPaneProps) {
  const words = useWords(consolidationWords)
  knowPlaces(section)
  const blocks = useFreshBlocks(report.id, section)
  const [adding, setAdding] = useState<string | null>(null)
  const [versions, setVersions] = useState(false)
  const settle = useKeptSection(report.id, section, drafts)
  const at = blocks.findIndex(({ id }) => id === place.block)
  const open = (block: BlockRead | undefined) => block !== undefined && onPlace({ section: section.key, block: block.id })
  useShortcuts([
    { keys: 'Alt+ArrowUp', label: words.keys.previousBlock, run: () => open(blocks[at - 1]) },
    { keys: 'Alt+ArrowDown', label: words.keys.nextBlock, run: () => open(blocks[at + 1]) },
    { keys: 'Ctrl+Enter', label: words.keys.finish, run: () => (blocks[at + 1] === undefined && next !== undefined ? onPlace({ section: next }) : open(blocks[at + 1])) },
  ])
  return (
    <>
      <div className={styles.sectionHead}>
        <Button className={styles.back} onClick={() => onPlace({})}>
          <ChevronLeft size={18} aria-hidden /> {words.backToOutline}
        </Button>
        <h2 tabIndex={-1}>
          {section.number}
          {section.number.endsWith(')') ? '' : '.'} {section.title}
        </h2>
        <span className="secondary small">{words.wordCount(formatNumber(countWords(blocks.map((block) => drafts.shown(block.id).text ?? block.text))))}</span>
        <Button size="small" onClick={() => void drafts.flushAll().then(() => setVersions(true))}>
          <History size={16} aria-hidden /> {words.versions(section.versions)}
        </Button>
      </div>
      {blocks.length === 0 && <EmptyState>{section.level === 1 && report.sections.some(({ level }) => level > 1) ? words.emptyParent : words.emptySection}</EmptyState>}
      <ol className={styles.blocks}>
        {blocks.map((block, index) => (
          <li key={block.id}>
            {block.id === place.block ? (
              <BlockEditor block={block} blocks={blocks} section={section} drafts={drafts} beside={beside} onAddAfter={() => setAdding(block.id)} onSettled={settle} onOpen={(id) => onPlace({ section: section.key, block: id })} />
            ) : (
              <Block block={block} number={index + 1} typed={drafts.shown(block.id).text} onOpen={() => open(block)} />
            )}
            {adding === block.id && <NewBlock reportId={report.id} section={section.key} after={block.id} onDone={(id) => { setAdding(null); settle(); if (id !== undefined) onPlace({ section: section.key, block: id }) }} />}
          </li>
        ))}
      </ol>
      {adding === 'end' ? (
        <NewBlock reportId={report.id} section={section.key} after={blocks.at(-1)?.id} onDone={(id) => { setAdding(null); settle(); if (id !== undefined) onPlace({ section: section.key, block: id }) }} />
      ) : (
        <div>
          <Button onClick={() => setAdding('end')}>
            <Plus size={16} aria-hidden /> {words.add}
          </Button>
        </div>
      )}
      {versions && <VersionsDialog report={report} section={section} present={blocks.map(({ text }) => text)} onClose={() => setVersions(false)} onRestored={settle} />}
    </>
  )
}

/** Reads section and outline anew after an act; keeps a version when the section is left after a change. */
function useKeptSection(reportId: string, section: SectionRead, drafts: Drafts<BlockDraft>): () => void {
  const cache = useQueryClient()
  const began = useRef(section.content_version)
  const key = section.key
  useEffect(
    () => () => {
      void drafts
        .flushAll()
        .then(() => keepSection({ path: { consolidated_id: reportId, key } }))
        .then(({ data }) => {
          if (data.content_version !== began.current) void cache.invalidateQueries({ queryKey: getConsolidatedReportQueryKey({ path: { consolidated_id: reportId } }) })
        })
        .catch(() => undefined) // without network, or after the submission, nothing is kept that was not saved
    },
    [cache, drafts, reportId, key],
  )
  return () => {
    void cache.invalidateQueries({ queryKey: getSectionQueryKey({ path: { consolidated_id: reportId, key } }) })
    void cache.invalidateQueries({ queryKey: getConsolidatedReportQueryKey({ path: { consolidated_id: reportId } }) })
  }
}
