import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { addedWords } from '@/lib/words-diff'
import styles from './parts.module.css'

/** Both texts, the words that only one of them has marked in it. */
export function Compared({ before, after, names }: { before: string; after: string; names?: { before: string; after: string } }) {
  const words = useWords(consolidationWords)
  const sides = [
    { key: 'before', name: names?.before ?? words.mine, pieces: addedWords(after, before), mark: 'del' as const },
    { key: 'after', name: names?.after ?? words.after, pieces: addedWords(before, after), mark: 'ins' as const },
  ]
  return (
    <div className={styles.two}>
      {sides.map(({ key, name, pieces, mark: Mark }) => (
        <div key={key}>
          <h4>{name}</h4>
          <p>
            {pieces.map(({ text, added }, index) =>
              added ? <Mark key={index}>{text}</Mark> : <span key={index}>{text}</span>,
            )}
          </p>
        </div>
      ))}
    </div>
  )
}
