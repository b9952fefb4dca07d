import { CircleCheck, Paperclip, Undo2 } from 'lucide-react'
import { useMemo, useRef, type KeyboardEvent } from 'react'
import type { FigureRead, LineRead } from '@/api/types.gen'
import { LackStatus, Mark } from '@/components/Status'
import { figuresWords } from '@/i18n/figures'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import type { Drafts } from '@/lib/drafts/drafts'
import { useDraft, type Draft } from '@/lib/drafts/use-drafts'
import { formatPercent } from '@/lib/format'
import { askedFigures, useFigure } from './figures'
import { FiguresText } from './LineFigures'
import { draftOf, stopping, type LineDraft } from './lines'
import { usePercent } from './percent'
import styles from './table.module.css'

interface LineTableProps {
  lines: readonly LineRead[]
  drafts: Drafts<LineDraft>
  onOpen: (line: LineRead) => void
}

const STEPS: Partial<Record<string, number>> = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }

/** All lines at once: the percents are typed down the column, ↵ and ↓ go on. */
export function LineTable({ lines, drafts, onOpen }: LineTableProps) {
  const words = useWords(reportsWords)
  const figures = useWords(figuresWords)
  const withFigures = lines.some(({ task }) => task.figures.length > 0)
  const body = useRef<HTMLTableSectionElement>(null)
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    const fields = [...(body.current?.querySelectorAll<HTMLInputElement>(`input[data-column="${event.target.dataset['column'] ?? ''}"]`) ?? [])]
    const next = fields[fields.indexOf(event.target) + step]
    next?.focus()
    next?.select()
  }
  return (
    <div className={styles.scroll} role="region" aria-label={words.asTable} tabIndex={0}>
      <p className="secondary small">{words.tableHint}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.order}</th>
            <th scope="col">{words.task}</th>
            <th scope="col" className="numbers">
              {words.previous}
            </th>
            <th scope="col">{words.percent} (%)</th>
            {withFigures && <th scope="col">{figures.figures}</th>}
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={move}>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>{line.number}</td>
              <th scope="row">
                <button type="button" className={styles.title} onClick={() => onOpen(line)}>
                  {line.task.title}
                </button>
              </th>
              <td className="numbers">{line.previous?.percent == null ? '–' : formatPercent(line.previous.percent)}</td>
              <td>{line.allowed_actions.includes('edit') ? <PercentCell line={line} drafts={drafts} /> : <span>{line.percent === null ? '–' : formatPercent(line.percent)}</span>}</td>
              {withFigures && <td>{line.allowed_actions.includes('edit') ? <FigureCells line={line} drafts={drafts} /> : <FiguresText line={line} />}</td>}
              <td>
                <LineState line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PercentCell({ line, drafts }: { line: LineRead; drafts: Drafts<LineDraft> }) {
  const words = useWords(reportsWords)
  const value = useMemo(() => draftOf(line), [line])
  const { wrong, field } = usePercent(useDraft(drafts, line.id, { version: line.version, value }))
  return (
    <>
      <input {...field} data-column="percent" aria-label={words.percentOf(line.number)} aria-invalid={wrong} />
      {wrong && <span className="field__error">{words.percentWrong}</span>}
    </>
  )
}

function FigureCells({ line, drafts }: { line: LineRead; drafts: Drafts<LineDraft> }) {
  const value = useMemo(() => draftOf(line), [line])
  const draft = useDraft(drafts, line.id, { version: line.version, value })
  return (
    <>
      {askedFigures(line).map((figure) => (
        <FigureCell key={figure.key} draft={draft} line={line} figure={figure} />
      ))}
    </>
  )
}

function FigureCell({ draft, line, figure }: { draft: Draft<LineDraft>; line: LineRead; figure: FigureRead }) {
  const words = useWords(figuresWords)
  const { wrong, field } = useFigure(draft, figure)
  return (
    <span className={styles.figure}>
      <span className="small">{figure.label}</span>
      <input {...field} data-column="figures" aria-label={words.ofLine(figure.label, line.number)} aria-invalid={wrong} />
      <span className="secondary small">{figure.measure}</span>
      {wrong && <span className="field__error">{figure.kind === 'integer' ? words.wrongInteger : words.wrongDecimal}</span>}
    </span>
  )
}

/** What the line lacks, or that it is complete, with its proofs counted. */
export function LineState({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  const lack = stopping(line)
  return (
    <span className="row" style={{ flexWrap: 'nowrap' }}>
      {line.review_state === 'returned' && (
        <Mark icon={Undo2} colour="red" fill>
          {terms.line.returned}
        </Mark>
      )}
      {line.review_state !== 'returned' && lack !== null && <LackStatus lack={lack} />}
      {line.complete && <CircleCheck size={16} color="var(--color-success)" aria-label={words.ok} />}
      {line.evidence.length > 0 && (
        <span className="secondary small" aria-label={words.documents(line.evidence.length)}>
          <Paperclip size={14} aria-hidden /> {line.evidence.length}
        </span>
      )}
    </span>
  )
}
