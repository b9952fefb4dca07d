import { Checkbox } from 'antd'
import { TriangleAlert } from 'lucide-react'
import type { MemberRead, MoveRead, SuccessionPreview } from '@/api/types.gen'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import { formatDay, formatNumber } from '@/lib/format'
import styles from './reorganisation.module.css'
import { Sums } from './Sums'

interface PreviewPaneProps {
  preview: SuccessionPreview
  officers: readonly string[]
  /** Absent where nothing is chosen any more. */
  onOfficers?: (officers: readonly string[]) => void
}

/** What would happen: units and sums before and after side by side, what moves, and what a person must decide. */
export function PreviewPane({ preview, officers, onOfficers }: PreviewPaneProps) {
  const words = useWords(reorganisationWords)
  return (
    <div className="stack">
      <header className="panel">
        <h2>{preview.title}</h2>
        <p className="secondary">
          {words.day}: {formatDay(preview.effective_on)}
        </p>
        {preview.warnings.map((warning) => (
          <p key={warning} className={styles.warning}>
            <TriangleAlert size={16} aria-hidden /> {warning}
          </p>
        ))}
      </header>
      <Members members={preview.members} />
      <Sums before={preview.before} after={preview.after} />
      {onOfficers !== undefined && preview.heads.length > 0 && <Heads preview={preview} officers={officers} onOfficers={onOfficers} />}
      <Moves moves={preview.moves} />
    </div>
  )
}

/** Units before on the left, after on the right, part by part. */
export function Members({ members }: { members: readonly MemberRead[] }) {
  const words = useWords(reorganisationWords)
  const parts = [...new Set(members.map(({ part }) => part))]
  const named = (part: number, side: MemberRead['side']) => members.filter((member) => member.part === part && member.side === side).map(({ name }) => name)
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{words.units}</caption>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => {
            const kind = members.find((member) => member.part === part)?.kind ?? 'merge'
            const after = named(part, 'successor')
            return (
              <tr key={part}>
                <th scope="row">{words.kinds[kind]}</th>
                <td>{named(part, 'predecessor').join(', ')}</td>
                <td>{after.length === 0 ? words.noHeir : after.join(', ')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Heads({ preview, officers, onOfficers }: { preview: SuccessionPreview; officers: readonly string[]; onOfficers: (officers: readonly string[]) => void }) {
  const words = useWords(reorganisationWords)
  return (
    <fieldset className={`panel ${styles.heads}`}>
      <legend className="field__label">{words.heads}</legend>
      <p className="secondary small">{words.headsHint}</p>
      {preview.heads.map(({ membership_id: id, person, from_name: from, to_name: to }) => (
        <Checkbox key={id} checked={officers.includes(id)} onChange={(event) => onOfficers(event.target.checked ? [...officers, id] : officers.filter((one) => one !== id))}>
          {words.becomesOfficer(person, `${from} → ${to}`)}
        </Checkbox>
      ))}
    </fieldset>
  )
}

const LISTED = 200

/** What moves, counted by kind and way; one by one below. */
function Moves({ moves }: { moves: readonly MoveRead[] }) {
  const words = useWords(reorganisationWords)
  const groups = new Map<string, { move: MoveRead; number: number }>()
  for (const move of moves) {
    const key = [move.what, move.how, move.from_name, move.to_name].join('|')
    const known = groups.get(key)
    groups.set(key, { move, number: (known?.number ?? 0) + 1 })
  }
  return (
    <section className="stack">
      <h2>{words.moves(moves.length)}</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className="visually-hidden">{words.moves(moves.length)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.from}</th>
              <th scope="col">{words.what}</th>
              <th scope="col" className="numbers">
                {words.number}
              </th>
              <th scope="col">{words.how}</th>
              <th scope="col">{words.to}</th>
            </tr>
          </thead>
          <tbody>
            {[...groups.entries()].map(([key, { move, number }]) => (
              <tr key={key}>
                <td>{move.from_name}</td>
                <td>{words.whats[move.what]}</td>
                <td className="numbers">{formatNumber(number)}</td>
                <td>{words.hows[move.how]}</td>
                <td>{move.to_name === '' ? words.noHeir : move.to_name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details>
        <summary>{words.details}</summary>
        <ul className={styles.moves}>
          {moves.slice(0, LISTED).map((move) => (
            <li key={`${move.what}${move.thing_id}${move.from_unit_id}${move.to_unit_id ?? ''}`}>
              {words.whats[move.what]}: {move.label} <span className="secondary small">{`${move.from_name} → ${move.to_name === '' ? words.noHeir : move.to_name} (${words.hows[move.how]})`}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
