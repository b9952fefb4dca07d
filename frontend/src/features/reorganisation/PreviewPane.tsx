import { Checkbox } from 'antd'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
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
  /** What else is to be chosen. */
  choices?: ReactNode
}

/** What would happen: units and sums before and after side by side, what moves, and what a person must decide. */
export function PreviewPane({ preview, officers, onOfficers, choices }: PreviewPaneProps) {
  const words = useWords(reorganisationWords)
  const heading = useRef<HTMLHeadingElement>(null)
  // it takes the place of what was asked for, with the keyboard in it
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="stack">
      <header className="panel">
        <h2 ref={heading} tabIndex={-1}>
          {preview.title}
        </h2>
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
      {choices}
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

function grouped(moves: readonly MoveRead[], keyOf: (move: MoveRead) => string): ReadonlyMap<string, readonly MoveRead[]> {
  const found = new Map<string, MoveRead[]>()
  for (const move of moves) found.set(keyOf(move), [...(found.get(keyOf(move)) ?? []), move])
  return found
}

/** What moves, a row for each unit before and after; one by one below. */
function Moves({ moves }: { moves: readonly MoveRead[] }) {
  const words = useWords(reorganisationWords)
  const pairs = grouped(moves, (move) => `${move.from_name}|${move.to_name}`)
  return (
    <section className="stack">
      <h2>{words.moves(moves.length)}</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className="visually-hidden">{words.moves(moves.length)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.from}</th>
              <th scope="col">{words.content}</th>
              <th scope="col">{words.to}</th>
            </tr>
          </thead>
          <tbody>
            {[...pairs.entries()].map(([key, some]) => (
              <tr key={key}>
                <th scope="row">{some[0]?.from_name}</th>
                <td>
                  <Counted moves={some} />
                </td>
                <td>{some[0]?.to_name === '' ? words.noHeir : some[0]?.to_name}</td>
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
        {moves.length > LISTED && <p className="secondary small">{words.more(moves.length - LISTED)}</p>}
      </details>
    </section>
  )
}

function Counted({ moves }: { moves: readonly MoveRead[] }) {
  const words = useWords(reorganisationWords)
  const groups = grouped(moves, ({ what, how }) => `${what}|${how}`)
  return (
    <ul className={styles.counted}>
      {[...groups.entries()].map(([key, some]) => {
        const [move] = some
        return (
          move !== undefined && (
            <li key={key}>
              {/* documents are told as one thing that says how many they are */}
              {move.what === 'evidence' ? move.label : `${words.whats[move.what]}: ${formatNumber(some.length)}`} <span className="secondary small">{words.hows[move.how]}</span>
            </li>
          )
        )
      })}
    </ul>
  )
}
