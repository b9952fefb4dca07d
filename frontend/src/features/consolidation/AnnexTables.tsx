import type { TablesRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { formatAmount, formatDay, formatNumber } from '@/lib/format'
import styles from './reading.module.css'

/** What tasks ask for, over all units: a sum where numbers add up, and the least and the most that was reported. */
export function NumbersTable({ numbers }: { numbers: TablesRead['numbers'] }) {
  const words = useWords(consolidationWords)
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={words.annexNumbers}>
      <table className="figures">
        <thead>
          <tr>
            {[words.task, words.figure, words.measure].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            {[words.sum, words.least, words.most, words.unitsWithNumbers].map((title) => (
              <th key={title} scope="col" className="numbers">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers.map((row) => (
            <tr key={`${row.task} ${row.label}`}>
              <td>{row.task}</td>
              <th scope="row">{row.label}</th>
              <td>{row.measure}</td>
              {[row.total, row.least, row.most, row.units].map((value, place) => (
                <td key={place} className="numbers">
                  {value === null ? '–' : formatAmount(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What units answered to one question; each answer leads to the reports that hold it. */
export function AnswersTable({ question }: { question: TablesRead['questions'][number] }) {
  const words = useWords(consolidationWords)
  const title = `${question.number}. ${question.text}`
  const side = question.kind === 'number' ? 'numbers' : undefined
  return (
    <div className="stack">
      <h3>{title}</h3>
      <p>{question.summary}</p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={title}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{words.unit}</th>
              <th scope="col" className={side}>
                {words.answered}
              </th>
              <th scope="col">{words.answerReports}</th>
            </tr>
          </thead>
          <tbody>
            {question.answers.map(({ units, said, reports }) => (
              <tr key={reports.join()}>
                <th scope="row">{units}</th>
                <td className={side}>{said}</td>
                <td>
                  {reports.map((id, at) => (
                    <span key={id} style={{ whiteSpace: 'nowrap' }}>
                      {at > 0 && ', '}
                      <AppLink href={`/reports/${id}`}>{words.reportNo(at + 1, reports.length)}</AppLink>
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

export function EvidenceTable({ evidence, label }: { evidence: TablesRead['evidence']; label: string }) {
  const words = useWords(consolidationWords)
  if (evidence.length === 0) return <p className="secondary">{words.noEvidence}</p>
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className="figures">
        <thead>
          <tr>
            {[words.unit, words.evidenceTitle, words.evidenceNumber, words.evidenceDay, words.usedIn, words.evidenceHash].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {evidence.map((item) => (
            <tr key={item.id}>
              <td>{item.unit}</td>
              <th scope="row">{item.title}</th>
              <td>{item.number ?? '–'}</td>
              <td>{item.issued_on === null ? '–' : formatDay(item.issued_on)}</td>
              <td className="numbers">{formatNumber(item.lines)}</td>
              <td className={styles.hash} title={item.sha256 ?? undefined}>
                {item.sha256 === null ? '–' : `${item.sha256.slice(0, 16)}…`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
