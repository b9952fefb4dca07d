import { Button } from 'antd'
import { useState } from 'react'
import type { AnnexResult, AnnexRow } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { annexWords } from '@/i18n/annex'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import { Question, type Choice } from './Question'
import { Row } from './Row'
import styles from './annex.module.css'

type View = AnnexRow['status'] | 'missing' | 'passed' | 'all'

const VIEWS: readonly View[] = ['confirm', 'error', 'new', 'changed', 'same', 'missing', 'passed', 'all']
const PAGE = 50

interface CheckProps {
  seen: AnnexResult
  year: number
  choices: ReadonlyMap<string, Choice>
  onChoose: (key: string, choice: Choice | undefined) => void
}

/** Opens on what must be confirmed; else on what is wrong, else on what changes. */
export function CheckStep({ seen, year, choices, onChoose }: CheckProps) {
  const words = useWords(annexWords)
  const [chosen, setChosen] = useState<View | null>(null)
  const [length, setLength] = useState(PAGE)
  const countOf = (view: View) => {
    if (view === 'confirm') return seen.doubts.length
    if (view === 'missing' || view === 'passed') return seen[view].length
    return view === 'all' ? seen.rows.length : seen.rows.filter(({ status }) => status === view).length
  }
  const view = chosen ?? VIEWS.find((known) => known !== 'same' && known !== 'passed' && countOf(known) > 0) ?? 'all'
  const rows = seen.rows.filter(({ status }) => view === 'all' || status === view)
  const listed = view !== 'missing' && view !== 'passed'
  const choose = (key: View) => {
    setChosen(key)
    setLength(PAGE)
  }
  const chips = VIEWS.filter((known) => known === 'all' || countOf(known) > 0).map((key) => ({ key, label: words.viewNames[key], count: countOf(key) }))
  return (
    <div className="stack">
      <Chips label={words.views} chips={chips} chosen={view} onChoose={choose} />
      {view === 'confirm' && (
        <ul className={styles.rows} aria-label={words.questions}>
          {seen.doubts.map((doubt) => {
            const key = keyOf(doubt)
            return <Question key={key} doubt={doubt} year={year} choice={choices.get(key)} onChoose={(choice) => onChoose(key, choice)} />
          })}
        </ul>
      )}
      {view === 'missing' && (
        <>
          <p className="secondary">{words.missingHint}</p>
          <ul className={styles.rows}>
            {seen.missing.map(({ id, title, source_ref: place }) => (
              <li key={id}>
                {title} <span className="secondary">({place})</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {view === 'passed' && (
        <>
          <p className="secondary">{words.passedHint}</p>
          <ul className={styles.rows}>
            {seen.passed.map(({ place, text }) => (
              <li key={place}>
                {text} <span className="secondary">({place})</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {listed && (
        <ul className={styles.rows}>
          {rows.slice(0, length).map((row) => (
            <Row key={row.place} row={row} />
          ))}
        </ul>
      )}
      {listed && rows.length > length && <Button onClick={() => setLength(length + PAGE)}>{words.more(formatNumber(Math.min(PAGE, rows.length - length)))}</Button>}
      {listed && view !== 'confirm' && rows.length === 0 && <p className="secondary">{words.noRows}</p>}
    </div>
  )
}

export function keyOf({ kind, spelling }: { kind: string; spelling: string }): string {
  return `${kind}:${spelling}`
}
