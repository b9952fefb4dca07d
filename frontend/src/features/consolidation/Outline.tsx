import { TriangleAlert } from 'lucide-react'
import type { ConsolidatedRead } from '@/api/types.gen'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import styles from './consolidation.module.css'

interface OutlineProps {
  report: ConsolidatedRead
  current: string | undefined
  onOpen: (key: string) => void
}

/** The headings, each with how much stands under it. */
export function Outline({ report, current, onOpen }: OutlineProps) {
  const words = useWords(consolidationWords)
  return (
    <nav className={styles.outline} aria-label={words.outline}>
      <ul>
        {report.sections.map((section) => (
          <li key={section.key}>
            <button type="button" className={styles.heading} data-level={section.level} aria-current={section.key === current} onClick={() => onOpen(section.key)}>
              <span className={styles.headingTitle}>
                {section.number}
                {section.number.endsWith(')') ? '' : '.'} {section.title}
              </span>
              <span className={styles.headingSide}>
                {section.words > 0 && <span>{words.wordCount(formatNumber(section.words))}</span>}
                {section.moved > 0 && (
                  <span className={styles.sourceMoved} title={words.sectionMoved(section.moved)}>
                    <TriangleAlert size={16} aria-hidden /> <span className="visually-hidden">{words.sectionMoved(section.moved)}</span>
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
