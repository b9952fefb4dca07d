import type { StatusNumbers, TablesRead } from '@/api/types.gen'
import { Chart } from '@/components/charts/Chart'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import { AnswersTable, EvidenceTable, NumbersTable } from './AnnexTables'
import styles from './reading.module.css'

type Counted = { name: string; key: string; sending?: string } & Pick<StatusNumbers, 'done_on_time' | 'done_late' | 'open_in_time' | 'open_overdue' | 'no_deadline' | 'percent'>

const FURTHER = ['III', 'IV', 'V']

/** The annexes: by dimension, by unit, the numbers that tasks ask for, the answers to questions, the evidence. */
export function Tables({ tables }: { tables: TablesRead }) {
  const words = useWords(consolidationWords)
  const dimensions: Counted[] = tables.dimensions.map((row) => ({ ...row, key: row.code, name: row.code === '' ? words.general : `${row.code}. ${row.name}` }))
  const units: Counted[] = tables.units.map((row) => ({ ...row, key: row.id, sending: row.standing === null ? '–' : (words.standings[row.standing] ?? '–') }))
  const [hasNumbers, hasAnswers] = [tables.numbers.length > 0, tables.questions.length > 0]
  const placeAfter = (...before: boolean[]) => FURTHER[before.filter(Boolean).length] ?? ''
  const answersTitle = words.annexAnswers(placeAfter(hasNumbers))
  const evidenceTitle = words.annexEvidence(placeAfter(hasNumbers, hasAnswers), tables.evidence.length)
  return (
    <>
      <section className="stack">
        <h2>{words.annexDimensions}</h2>
        <StatusChart label={words.annexDimensions} rows={dimensions} short />
        <StatusTable label={words.annexDimensions} first={words.dimension} rows={[...dimensions, { ...tables.total, key: '*', name: words.total }]} />
      </section>
      <section className="stack">
        <h2>{words.annexUnits}</h2>
        <StatusChart label={words.annexUnits} rows={units.filter((_, place) => tables.units[place]?.asked === false)} />
        <StatusTable label={words.annexUnits} first={words.unit} rows={units} />
      </section>
      {hasNumbers && (
        <section className="stack">
          <h2>{words.annexNumbers}</h2>
          <NumbersTable numbers={tables.numbers} />
        </section>
      )}
      {hasAnswers && (
        <section className="stack">
          <h2>{answersTitle}</h2>
          {tables.questions.map((question) => (
            <AnswersTable key={question.number} question={question} />
          ))}
        </section>
      )}
      <section className="stack">
        <h2>{evidenceTitle}</h2>
        <EvidenceTable evidence={tables.evidence} label={evidenceTitle} />
      </section>
    </>
  )
}

function StatusChart({ label, rows, short = false }: { label: string; rows: readonly Counted[]; short?: boolean }) {
  const words = useWords(consolidationWords)
  return (
    <Chart
      label={label}
      kind="bar"
      stacked
      labels={rows.map(({ name, key }) => (short && key !== '' ? key : name))}
      format={(value) => formatNumber(value)}
      series={[
        { name: words.doneOnTime, colour: '#1B6E3C', values: rows.map((row) => row.done_on_time) },
        { name: words.doneLate, colour: '#B7791F', values: rows.map((row) => row.done_late) },
        { name: words.openInTime, colour: '#7FADD9', values: rows.map((row) => row.open_in_time) },
        { name: words.openOverdue, colour: '#A3201A', values: rows.map((row) => row.open_overdue) },
        { name: words.noDeadline, colour: '#AEB8C2', values: rows.map((row) => row.no_deadline) },
      ]}
    />
  )
}

function StatusTable({ label, first, rows }: { label: string; first: string; rows: readonly Counted[] }) {
  const words = useWords(consolidationWords)
  const sends = rows.some(({ sending }) => sending !== undefined)
  const counts = [
    { title: words.doneOnTime, of: (row: Counted) => row.done_on_time },
    { title: words.doneLate, of: (row: Counted) => row.done_late },
    { title: words.openInTime, of: (row: Counted) => row.open_in_time },
    { title: words.openOverdue, of: (row: Counted) => row.open_overdue },
    { title: words.noDeadline, of: (row: Counted) => row.no_deadline },
  ]
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {sends && <th scope="col">{words.sending}</th>}
            {counts.map(({ title }) => (
              <th key={title} scope="col" className="numbers">
                {title}
              </th>
            ))}
            <th scope="col" className="numbers">
              {words.percent}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {sends && <td>{row.sending}</td>}
              {counts.map(({ title, of }) => (
                <td key={title} className="numbers">
                  {formatNumber(of(row))}
                </td>
              ))}
              <td className="numbers">{row.percent === null ? '–' : `${formatNumber(row.percent, 1)}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
