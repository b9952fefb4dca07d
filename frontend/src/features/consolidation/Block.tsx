import { PencilLine, TriangleAlert } from 'lucide-react'
import type { BlockRead } from '@/api/types.gen'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import styles from './consolidation.module.css'

interface BlockProps {
  block: BlockRead
  number: number
  /** What is typed and not yet saved. */
  typed: string | undefined
  onOpen: () => void
}

/** A paragraph to read; pressing it opens it. */
export function Block({ block, number, typed, onOpen }: BlockProps) {
  const words = useWords(consolidationWords)
  return (
    <button type="button" className={styles.block} data-kind={block.kind} onClick={onOpen}>
      <span className="visually-hidden">{words.editParagraph(number)}: </span>
      <span className={styles.blockText}>{typed ?? block.text}</span>
      <BlockMarks block={block} />
    </button>
  )
}

/** Whether somebody wrote in it, and what has moved behind it. */
export function BlockMarks({ block }: { block: BlockRead }) {
  const words = useWords(consolidationWords)
  if (!block.edited && block.moved === 0 && block.kind !== 'own') return null
  return (
    <span className={styles.marks}>
      {block.edited && (
        <span>
          <PencilLine size={14} aria-hidden /> {words.edited}
        </span>
      )}
      {block.kind === 'own' && <span>{words.own}</span>}
      {block.moved > 0 && (
        <span className={styles.sourceMoved}>
          <TriangleAlert size={14} aria-hidden /> {words.sectionMoved(block.moved)}
        </span>
      )}
    </span>
  )
}
