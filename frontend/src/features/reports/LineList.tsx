import { CircleCheck, Paperclip, Undo2 } from 'lucide-react'
import { Fragment, useEffect, useRef } from 'react'
import type { LineRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { ProgressBar } from '@/components/ProgressBar'
import { LackStatus, Mark } from '@/components/Status'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatPercent } from '@/lib/format'
import { passes, stopping, type LineFilter } from './lines'
import styles from './editor.module.css'

interface LineListProps {
  lines: readonly LineRead[]
  current: string | undefined
  filter: LineFilter
  onFilter: (filter: LineFilter) => void
  onOpen: (line: LineRead) => void
}

const FILTERS: readonly LineFilter[] = ['all', 'empty', 'figures', 'evidence', 'carried', 'returned']

/** All lines by dimension, with what each still lacks. */
export function LineList({ lines, current, filter, onFilter, onOpen }: LineListProps) {
  const words = useWords(reportsWords)
  const done = lines.filter((line) => line.complete).length
  const counts = FILTERS.map((key) => ({ key, label: words[key], count: lines.filter((line) => passes(line, key)).length }))
  const shown = lines.filter((line) => passes(line, filter))
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // in one column the list does not scroll by itself: the page would leave its heading
    if (globalThis.innerWidth >= 960) body.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <div className={styles.list}>
      <div className={styles.listHead}>
        <div className={styles.listCount}>
          <strong>{words.linesOf(done, lines.length)}</strong>
          <ProgressBar done={done} total={lines.length} label={words.linesOf(done, lines.length)} />
        </div>
        <Chips chips={counts.filter(({ key, count }) => key === 'all' || key === filter || count > 0)} chosen={filter} onChoose={onFilter} label={words.chips} />
      </div>
      <div ref={body} className={styles.listBody} tabIndex={0} role="region" aria-label={words.chips}>
        {shown.length === 0 && <p className="secondary" style={{ padding: 12 }}>{lines.length === 0 ? words.noLines : words.noneHere}</p>}
        {shown.map((line, index) => (
          <Fragment key={line.id}>
            {line.task.dimension !== shown[index - 1]?.task.dimension && <DimensionHead code={line.task.dimension} />}
            <button type="button" className={styles.item} aria-current={line.id === current} data-line={line.id} onClick={() => onOpen(line)}>
              <span className="secondary">{line.number}</span>
              <span>
                <span className={styles.itemTitle}>{line.task.title}</span>
                <LineMark line={line} />
              </span>
              <span className={styles.itemSide}>
                <span>{line.percent === null ? '' : formatPercent(line.percent)}</span>
                <span className={styles.itemMarks}>
                  {line.evidence.length > 0 && (
                    <span className="secondary small" aria-label={words.documents(line.evidence.length)}>
                      <Paperclip size={14} aria-hidden /> {line.evidence.length}
                    </span>
                  )}
                  {line.complete && <CircleCheck size={16} color="var(--color-success)" aria-label={words.ok} />}
                </span>
              </span>
            </button>
          </Fragment>
        ))}
      </div>
    </div>
  )
}

export function DimensionHead({ code }: { code: string }) {
  const terms = useWords(termWords)
  return <p className={styles.group}>{code === '' ? terms.general : `${terms.level.dimension} ${code}`}</p>
}

function LineMark({ line }: { line: LineRead }) {
  const terms = useWords(termWords)
  if (line.review_state === 'returned') {
    return (
      <Mark icon={Undo2} colour="red" fill>
        {terms.line.returned}
      </Mark>
    )
  }
  const lack = stopping(line)
  return lack === null || lack === 'empty' ? null : <LackStatus lack={lack} />
}
