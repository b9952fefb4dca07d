import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { ArrowDown, ArrowUp, ListCollapse, Plus, RotateCcw, Scissors, Trash2 } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { condenseTask, orderSection, removeBlock, splitBlock } from '@/api/sdk.gen'
import type { BlockRead, SectionRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { SaveStatus } from '@/components/SaveStatus'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import type { Drafts } from '@/lib/drafts/drafts'
import { useDraft } from '@/lib/drafts/use-drafts'
import { formatMoment } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { BlockMarks } from './Block'
import { BlockConflict } from './BlockConflict'
import { reportIdOf, type BlockDraft } from './blocks'
import { Sources } from './Sources'
import styles from './consolidation.module.css'

interface BlockEditorProps {
  block: BlockRead
  blocks: readonly BlockRead[]
  section: SectionRead
  drafts: Drafts<BlockDraft>
  beside: boolean
  onAddAfter: () => void
  onSettled: () => void
  onOpen: (id: string) => void
}

/** The paragraph under the pen: saved while it is typed, with a version of its own. */
export function BlockEditor({ block, blocks, section, drafts, beside, onAddAfter, onSettled, onOpen }: BlockEditorProps) {
  const words = useWords(consolidationWords)
  const value = useMemo(() => ({ text: block.text }), [block.text])
  const draft = useDraft(drafts, block.id, { version: block.version, value })
  const [comparing, setComparing] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const at = blocks.findIndex(({ id }) => id === block.id)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.closest('article')?.scrollIntoView({ block: 'nearest' })
  }, [block.id])
  const act = useMutation({
    mutationFn: async (run: (version: number) => Promise<unknown>) => {
      await draft.flush()
      await run(drafts.version(block.id) ?? block.version)
    },
    onSuccess: onSettled,
  })
  const move = (by: number) => {
    const ids = blocks.map(({ id }) => id)
    ids.splice(at, 1)
    ids.splice(at + by, 0, block.id)
    act.mutate(() => orderSection({ path: { consolidated_id: reportIdOf(block.id), key: section.key }, body: { block_ids: ids } }))
  }
  const split = () => {
    const place = field.current?.selectionStart ?? 0
    act.mutate((version) => splitBlock({ path: { block_id: block.id }, body: { at: place }, headers: ifMatch(version) }))
  }
  const remove = () => {
    const neighbour = blocks[at + 1] ?? blocks[at - 1]
    act.mutate(async (version) => {
      await removeBlock({ path: { block_id: block.id }, headers: ifMatch(version) })
      if (neighbour !== undefined) onOpen(neighbour.id)
    })
  }
  const details = detailsBehind(blocks, at)
  const blank = draft.value.text.trim() === ''
  const unsaved = draft.status.kind === 'conflict' || (draft.status.kind === 'failed' && !blank)
  return (
    <article className={styles.editing} data-kind={block.kind}>
      {unsaved && <SaveStatus status={draft.status} onCompare={() => setComparing(true)} />}
      <TextAreaField
        ref={field}
        label={words.paragraph(at + 1, blocks.length)}
        rows={Math.max(3, Math.ceil(draft.value.text.length / 90))}
        value={draft.value.text}
        error={blank ? words.empty : undefined}
        onChange={(event) => draft.edit({ text: event.target.value })}
        onBlur={() => void draft.flush()}
      />
      <div className={styles.blockFacts}>
        <BlockMarks block={block} />
        {block.saved_at !== null && block.saved_by !== null && <span className="secondary small">{words.savedBy(block.saved_by, formatMoment(block.saved_at))}</span>}
      </div>
      <div className={styles.blockActs}>
        <Button size="small" aria-disabled={at === 0} onClick={() => at > 0 && move(-1)}>
          <ArrowUp size={16} aria-hidden /> {words.up}
        </Button>
        <Button size="small" aria-disabled={at === blocks.length - 1} onClick={() => at < blocks.length - 1 && move(1)}>
          <ArrowDown size={16} aria-hidden /> {words.down}
        </Button>
        <Button size="small" onClick={split}>
          <Scissors size={16} aria-hidden /> {words.split}
        </Button>
        <Button size="small" onClick={onAddAfter}>
          <Plus size={16} aria-hidden /> {words.addAfter}
        </Button>
        {details > 0 && (
          <Button size="small" onClick={() => act.mutate((version) => condenseTask({ path: { block_id: block.id }, headers: ifMatch(version) }))}>
            <ListCollapse size={16} aria-hidden /> {words.condense(details)}
          </Button>
        )}
        {block.generated !== null && draft.value.text !== block.generated && (
          <Button size="small" onClick={() => draft.edit({ text: block.generated ?? '' })}>
            <RotateCcw size={16} aria-hidden /> {words.revert}
          </Button>
        )}
        <Button size="small" onClick={remove}>
          <Trash2 size={16} aria-hidden /> {words.remove}
        </Button>
      </div>
      {act.error !== null && <ErrorState error={act.error} />}
      {beside && (
        <details className={styles.beside}>
          <summary>{words.sourcesCount(block.sources)}</summary>
          <Sources blockId={block.id} />
        </details>
      )}
      {comparing && draft.status.kind === 'conflict' && <BlockConflict conflict={draft.status.conflict} onClose={() => setComparing(false)} onDecide={(decision) => void drafts.resolve(block.id, decision)} />}
    </article>
  )
}

const DETAILS: Partial<Record<BlockRead['kind'], BlockRead['kind']>> = { task: 'narrative', question: 'answer' }

/** How many paragraphs in a row say what single units did of this task, or answered to this question. */
function detailsBehind(blocks: readonly BlockRead[], at: number): number {
  const detail = DETAILS[blocks[at]?.kind ?? 'own']
  if (detail === undefined) return 0
  const following = blocks.slice(at + 1)
  const end = following.findIndex(({ kind }) => kind !== detail)
  return end < 0 ? following.length : end
}
