import type { WorkbookField, WorkbookLine } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { CircleAlert, CircleCheck, CircleHelp, PencilLine } from 'lucide-react'
import { offlineWords } from '@/i18n/offline'
import { useWords } from '@/i18n/words'
import { DocumentRow } from './DocumentRow'
import { keyOf, openIn, type Take, type Workbook } from './use-workbook'
import styles from './offline.module.css'

const MARKS = {
  conflict: { icon: CircleHelp, colour: 'amber' },
  decided: { icon: CircleCheck, colour: 'green' },
  refused: { icon: CircleAlert, colour: 'red' },
  fill: { icon: PencilLine, colour: 'blue' },
  unchanged: { icon: CircleCheck, colour: 'grey' },
} as const

/** What the file does to one line: what is wrong, what is filled, what must be chosen. */
export function LineCard({ line, workbook }: { line: WorkbookLine; workbook: Workbook }) {
  const words = useWords(offlineWords)
  const status = line.status === 'conflict' && openIn(line, workbook.choices) === 0 ? 'decided' : line.status
  const { icon, colour } = MARKS[status]
  return (
    <li className={styles.card} data-status={status}>
      <div className={styles.head}>
        <h3>{line.number === null ? line.title || words.strange : `${line.number}. ${line.title}`}</h3>
        <Mark icon={icon} colour={colour}>
          {words.status[status]}
        </Mark>
      </div>
      {line.troubles.map(({ cell, detail }) => (
        <p key={`${cell}${detail}`} className="field__error">
          {cell !== '' && <strong>{words.cell(cell)}: </strong>}
          {detail}
        </p>
      ))}
      {line.fields.map((field) =>
        field.status === 'conflict' && line.status !== 'refused' ? (
          <Conflict key={field.field} field={field} name={keyOf(line, field.field)} taken={workbook.choices.takes.get(keyOf(line, field.field))} onTake={(which) => workbook.take(line, field.field, which)} />
        ) : (
          <Filled key={field.field} field={field} />
        ),
      )}
      {line.documents.length > 0 && (
        <section aria-label={words.documents}>
          <h4 className={styles.label}>{words.documents}</h4>
          <ul className={styles.documents}>
            {line.documents.map((document) => (
              <DocumentRow key={`${document.status}${document.name}`} line={line} document={document} workbook={workbook} />
            ))}
          </ul>
        </section>
      )}
    </li>
  )
}

function Label({ field }: { field: WorkbookField }) {
  const words = useWords(offlineWords)
  return (
    <>
      {field.label} <span className="secondary small">{words.cell(field.cell)}</span>
    </>
  )
}

function Filled({ field }: { field: WorkbookField }) {
  const words = useWords(offlineWords)
  return (
    <div>
      <h4 className={styles.label}>
        <Label field={field} />
      </h4>
      <div className={styles.sides}>
        <Side label={words.before} text={field.theirs} />
        <Side label={words.yours} text={field.yours} />
      </div>
      {field.note !== null && <p className="secondary small">{field.note}</p>}
    </div>
  )
}

function Side({ label, text }: { label: string; text: string }) {
  const words = useWords(offlineWords)
  return (
    <div>
      <p className="secondary small">{label}</p>
      <p className={styles.text}>{text === '' ? <span className="secondary">{words.empty}</span> : text}</p>
    </div>
  )
}

/** Three texts beside each other: what left, what is here, what came back. One of the last two is taken, and nothing before that. */
function Conflict({ field, name, taken, onTake }: { field: WorkbookField; name: string; taken: Take | undefined; onTake: (which: Take) => void }) {
  const words = useWords(offlineWords)
  const sides = [
    { which: 'theirs', label: words.theirs, act: words.keepTheirs, text: field.theirs },
    { which: 'yours', label: words.yours, act: words.takeYours, text: field.yours },
  ] as const
  return (
    <fieldset className={styles.conflict}>
      <legend className={styles.label}>
        <Label field={field} />
      </legend>
      <div className={styles.sides}>
        <Side label={words.base} text={field.base} />
        {sides.map(({ which, label, act, text }) => (
          <div key={which} data-taken={taken === which}>
            <Side label={label} text={text} />
            <label className={styles.radio}>
              <input type="radio" name={name} checked={taken === which} onChange={() => onTake(which)} /> {act}
            </label>
          </div>
        ))}
      </div>
      {field.note !== null && <p className="secondary small">{field.note}</p>}
    </fieldset>
  )
}
