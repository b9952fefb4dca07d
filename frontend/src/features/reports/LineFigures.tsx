import type { FigureRead, LineRead } from '@/api/types.gen'
import { FieldFrame } from '@/components/Field'
import { figuresWords } from '@/i18n/figures'
import { useWords } from '@/i18n/words'
import type { Draft } from '@/lib/drafts/use-drafts'
import { askedFigures, sayFigure, useFigure } from './figures'
import type { LineDraft } from './lines'
import styles from './line.module.css'

interface LineFiguresProps {
  draft: Draft<LineDraft>
  line: LineRead
}

/** The numbers that the task asks for, each with last period's beside it; nothing where the task asks for none. */
export function LineFigures({ draft, line }: LineFiguresProps) {
  const words = useWords(figuresWords)
  const asked = askedFigures(line)
  if (asked.length === 0) return null
  return (
    <fieldset className={styles.figures} data-field="figures">
      <legend className="field__label">{words.figures}</legend>
      {asked.map((figure) => (
        <FigureField key={figure.key} draft={draft} line={line} figure={figure} />
      ))}
    </fieldset>
  )
}

function FigureField({ draft, line, figure }: LineFiguresProps & { figure: FigureRead }) {
  const words = useWords(figuresWords)
  const { wrong, field } = useFigure(draft, figure)
  const before = line.previous?.figures[figure.key]
  const filled = line.carried_from.some(({ fields }) => fields.includes(`figures.${figure.key}`))
  const problem = figure.kind === 'integer' ? words.wrongInteger : words.wrongDecimal
  const hints = [before === undefined ? null : words.before(sayFigure(before, figure)), filled ? words.rules[figure.rule].toLowerCase() : null, figure.retired ? words.retired : null]
  return (
    <FieldFrame label={figure.label} optional={!figure.required} hint={hints.filter((hint) => hint !== null).join(' · ')} error={wrong ? problem : undefined}>
      {({ id, described, invalid }) => (
        <span className={styles.figure}>
          <input {...field} id={id} aria-describedby={described} aria-invalid={invalid} />
          <span className="secondary">{figure.measure}</span>
        </span>
      )}
    </FieldFrame>
  )
}

/** What the line says in numbers, to be read. */
export function FiguresText({ line }: { line: LineRead }) {
  const words = useWords(figuresWords)
  const told = line.task.figures.filter(({ key }) => line.figures[key] !== undefined)
  if (told.length === 0) return null
  return (
    <ul className={styles.figuresText} aria-label={words.figures}>
      {told.map((figure) => (
        <li key={figure.key}>
          {figure.label}: <strong>{sayFigure(line.figures[figure.key] ?? 0, figure)}</strong>
        </li>
      ))}
    </ul>
  )
}
