import { useState } from 'react'
import type { MoveRead, SuccessionPreview } from '@/api/types.gen'
import { commonWords } from '@/i18n/common'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import { matches } from '@/lib/search'
import { isSent, placeOf, sentTo, type Part } from './draft'
import styles from './reorganisation.module.css'

interface SplitChoicesProps {
  preview: SuccessionPreview
  parts: readonly Part[]
  onParts: (parts: readonly Part[]) => void
}

/** Of each unit that is split: to which of the new ones every open assignment and every person goes. */
export function SplitChoices({ preview, parts, onParts }: SplitChoicesProps) {
  return parts.map((part, number) => {
    if (part.kind !== 'split') return null
    const after = preview.members.filter((member) => member.part === number && member.side === 'successor').map(({ name }) => name)
    const sent = preview.moves.filter((move) => part.before.includes(move.from_unit_id) && isSent(move))
    // the few people before the many assignments
    const moves = [...sent].sort((a, b) => Number(b.what === 'membership') - Number(a.what === 'membership'))
    return moves.length > 0 && <OfPart key={number} part={part} after={after} moves={moves} onChange={(next) => onParts(parts.map((one) => (one === part ? next : one)))} />
  })
}

interface OfPartProps {
  part: Part
  after: readonly string[]
  moves: readonly MoveRead[]
  onChange: (part: Part) => void
}

function OfPart({ part, after, moves, onChange }: OfPartProps) {
  const words = useWords(reorganisationWords)
  const common = useWords(commonWords)
  const [text, setText] = useState('')
  const shown = moves.filter(({ label }) => matches(label, text))
  const title = words.splitOf(moves[0]?.from_name ?? '')
  return (
    <section className={`panel ${styles.part ?? ''}`} aria-label={title}>
      <h2>{title}</h2>
      <p className="secondary small">{words.splitHint}</p>
      <div className={styles.pair}>
        <input className="input" type="search" aria-label={`${title}: ${common.table.narrow}`} placeholder={common.table.narrow} value={text} onChange={(event) => setText(event.target.value)} />
        <Goal label={words.sendShown(shown.length)} hint after={after} value="" onChoose={(place) => onChange(sentTo(part, shown, place))} />
      </div>
      <ul className={styles.splits}>
        {shown.map((move) => (
          <li key={`${move.what}${move.thing_id}`}>
            <span>
              <span className="secondary small">{words.whats[move.what]}</span> {move.label}
            </span>
            <Goal label={words.goesTo(move.label)} after={after} value={String(placeOf(part, move))} onChoose={(place) => onChange(sentTo(part, [move], place))} />
          </li>
        ))}
      </ul>
      <ul className={styles.counted}>
        {after.map((name, place) => (
          <li key={name}>{words.getsCount(name, moves.filter((move) => placeOf(part, move) === place).length)}</li>
        ))}
      </ul>
    </section>
  )
}

interface GoalProps {
  label: string
  /** Whether the label is what an empty choice says. */
  hint?: boolean
  after: readonly string[]
  value: string
  onChoose: (place: number) => void
}

function Goal({ label, hint = false, after, value, onChoose }: GoalProps) {
  return (
    <select className="input" aria-label={label} value={value} onChange={(event) => onChoose(Number(event.target.value))}>
      {hint && (
        <option value="" disabled>
          {label}
        </option>
      )}
      {after.map((name, place) => (
        <option key={name} value={place}>
          {name}
        </option>
      ))}
    </select>
  )
}
