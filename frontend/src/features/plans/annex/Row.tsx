import { CircleCheck, CircleDot, CircleHelp, PencilLine, TriangleAlert } from 'lucide-react'
import type { AnnexParty, AnnexRow, AnnexTaskReading } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { annexWords } from '@/i18n/annex'
import { useWords } from '@/i18n/words'
import { formatNumber, formatScore } from '@/lib/format'
import { Cells } from './Cells'
import styles from './annex.module.css'

const LOOKS = {
  error: { icon: TriangleAlert, colour: 'red', fill: true },
  confirm: { icon: CircleHelp, colour: 'amber', fill: true },
  new: { icon: CircleDot, colour: 'blue' },
  changed: { icon: PencilLine, colour: 'purple' },
  same: { icon: CircleCheck, colour: 'grey' },
} as const

/** A row of the file: its words on the left, our reading on the right, and below what is wrong or changes. */
export function Row({ row }: { row: AnnexRow }) {
  const words = useWords(annexWords)
  return (
    <li className={styles.line}>
      <header>
        <strong>{row.place}</strong>
        <Mark {...LOOKS[row.status]}>{words.statusNames[row.status]}</Mark>
      </header>
      <div className={styles.sides}>
        <section>
          <h4>{words.original}</h4>
          <Cells cells={row.cells} />
        </section>
        <section>
          <h4>{words.understood}</h4>
          {row.task !== null && <Task task={row.task} />}
          {row.target !== null && (
            <p>
              {words.target}: {row.target.indicator}, {row.target.target ?? words.none}
              {row.target.baseline !== null && <span className="secondary">, {words.baseline(formatScore(row.target.baseline))}</span>}
            </p>
          )}
          <Changes row={row} />
        </section>
      </div>
      {row.troubles.length > 0 && (
        <ul className={styles.troubles}>
          {row.troubles.map((trouble, place) => (
            <li key={place}>
              <strong>{trouble.column}:</strong> {trouble.detail}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function Task({ task }: { task: AnnexTaskReading }) {
  const words = useWords(annexWords)
  const facts: [string, string][] = [
    [words.indicators, task.indicators.join('; ') || words.none],
    [words.leads, useParties(task.leads)],
    [words.supports, useParties(task.supports)],
    [words.time, task.time ?? words.notYet],
    [words.deliverable, task.deliverable ?? words.none],
    [words.paragraph, task.source_ref],
  ]
  return (
    <>
      <p>
        <strong>{task.title}</strong>
      </p>
      <Cells cells={facts.map(([heading, text]) => ({ heading, text }))} />
    </>
  )
}

const FEW = 4

/** Units by name; a group by its words and the number of its units. */
function useParties(parties: readonly AnnexParty[]): string {
  const words = useWords(annexWords)
  if (parties.length === 0) return words.none
  return parties
    .map(({ spelling, units }) => {
      if (units.length === 0) return `${spelling} (${words.notYet})`
      return units.length > FEW ? `${spelling} (${words.units(formatNumber(units.length))})` : units.join(', ')
    })
    .join('; ')
}

function Changes({ row }: { row: AnnexRow }) {
  const words = useWords(annexWords)
  if (row.status === 'new' || (row.changes.length === 0 && row.not_in_file.length === 0)) return null
  return (
    <>
      {row.changes.length > 0 && <h4>{words.changes}</h4>}
      <ul>
        {row.changes.map((change, place) => (
          <li key={place} className="small">
            <strong>{change.field}:</strong> {words.from(change.before ?? words.blank, change.after ?? words.blank)}
          </li>
        ))}
      </ul>
      {row.not_in_file.length > 0 && <p className="secondary small">{words.notInFile(row.not_in_file.join(', '))}</p>}
    </>
  )
}
