import type { LineRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { figuresWords } from '@/i18n/figures'
import { useWords } from '@/i18n/words'

/** Which accepted lines filled this one, and what each of them gave; each leads to its line. */
export function CarriedFrom({ line }: { line: LineRead }) {
  const words = useWords(figuresWords)
  if (line.carried_from.length === 0) return null
  // another unit's report stays closed to the one that leads its task; the line is open to it
  const led = line.part === 'lead' && line.task.mode === 'joint'
  const said = (fields: readonly string[]) => {
    const names = fields.map((field) => (field.startsWith('figures.') ? 'figures' : field)) as (keyof typeof words.fields)[]
    return [...new Set(names)].map((name) => words.fields[name]).join(', ')
  }
  return (
    <p className="small">
      <span className="secondary">{words.carriedFrom}: </span>
      {line.carried_from.map((source, index) => (
        <span key={source.line_id}>
          {index > 0 && '; '}
          <AppLink href={led && source.unit !== line.unit.name ? `/led?line=${source.line_id}` : `/reports/${source.report_id}?line=${source.line_id}`}>{source.unit === line.unit.name ? source.period : `${source.period}, ${source.unit}`}</AppLink>
          <span className="secondary"> ({said(source.fields)})</span>
        </span>
      ))}
    </p>
  )
}
