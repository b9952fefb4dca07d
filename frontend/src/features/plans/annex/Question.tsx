import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { listIndicatorsOptions, listUnitGroupsOptions, listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import type { AnnexDoubt } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { FilterSelect } from '@/components/table/Select'
import { CADENCES } from '@/features/plans/search'
import { annexWords } from '@/i18n/annex'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatNumber } from '@/lib/format'
import styles from './annex.module.css'

export interface Choice {
  values: string[]
  label: string
}

interface QuestionProps {
  doubt: AnnexDoubt
  year: number
  choice: Choice | undefined
  onChoose: (choice: Choice | undefined) => void
}

/** What a spelling means: one click on what is suggested, or another choice; it serves all rows that are spelt alike. */
export function Question({ doubt, year, choice, onChoose }: QuestionProps) {
  const words = useWords(annexWords)
  const heading = useId()
  const labelOf = (label: string) => (label === '' ? words.noUnit : label)
  const suggestions = doubt.suggestions.map(({ values, label }) => ({ values, label: labelOf(label) }))
  const nothing = doubt.kind === 'time' || doubt.suggestions.some(({ values }) => values.length === 0)
  return (
    <li className={styles.question} data-answered={choice !== undefined} aria-labelledby={heading}>
      <h3 id={heading}>
        {words.kinds[doubt.kind]}: “{doubt.spelling === '' ? words.empty : doubt.spelling}”
      </h3>
      <details>
        <summary className="small">{words.serves(formatNumber(doubt.count))}</summary>
        <p className="small secondary">{doubt.rows.join('; ')}{doubt.count > doubt.rows.length && '; …'}</p>
      </details>
      {choice !== undefined ? (
        <div className={styles.choices} role="status">
          <span>{words.answered(choice.label)}</span>
          <Button size="small" onClick={() => onChoose(undefined)}>
            {words.change}
          </Button>
        </div>
      ) : (
        <div className={styles.choices} role="group" aria-labelledby={heading}>
          {suggestions.map((suggestion, place) => (
            <Button key={suggestion.values.join()} type={place === 0 ? 'primary' : 'default'} ghost={place === 0} onClick={() => onChoose(suggestion)}>
              {suggestion.label}
            </Button>
          ))}
          {!nothing && (
            <Button onClick={() => onChoose({ values: [], label: doubt.kind === 'unit' ? words.noUnit : words.noIndicator })}>{doubt.kind === 'unit' ? words.noUnit : words.noIndicator}</Button>
          )}
          {doubt.kind === 'unit' && <OtherUnit onChoose={onChoose} />}
          {doubt.kind === 'indicator' && <OtherIndicator year={year} onChoose={onChoose} />}
          {doubt.kind === 'time' && <OtherTime known={doubt.suggestions.flatMap(({ values }) => values)} onChoose={onChoose} />}
        </div>
      )}
    </li>
  )
}

interface OtherProps {
  onChoose: (choice: Choice) => void
}

function OtherUnit({ onChoose }: OtherProps) {
  const words = useWords(annexWords)
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  const groups = useQuery(listUnitGroupsOptions())
  const options = [
    ...(groups.data?.items ?? []).map(({ id, name }) => ({ value: `group:${id}`, label: words.group(name) })),
    ...(units.data?.items ?? []).map(({ id, short_name: label }) => ({ value: `unit:${id}`, label })),
  ]
  return <Other label={words.otherUnit} options={options} onChoose={onChoose} />
}

function OtherIndicator({ year, onChoose }: OtherProps & { year: number }) {
  const words = useWords(annexWords)
  const nodes = useQuery(listIndicatorsOptions({ query: { framework: year, limit: 200 } }))
  const options = (nodes.data?.items ?? []).map(({ id, code, name_vi: name }) => ({ value: `node:${id}`, label: `${code} ${name}` }))
  return <Other label={words.otherIndicator} options={options} onChoose={onChoose} />
}

function Other({ label, options, onChoose }: OtherProps & { label: string; options: { value: string; label: string }[] }) {
  const choose = (value: string | undefined) => {
    const found = options.find((option) => option.value === value)
    if (found !== undefined) onChoose({ values: [found.value], label: found.label })
  }
  return <FilterSelect label={label} value={undefined} all="" options={options} onChange={choose} />
}

function OtherTime({ known, onChoose }: OtherProps & { known: readonly string[] }) {
  const words = useWords(annexWords)
  const terms = useWords(termWords)
  const [day, setDay] = useState<string | null>(null)
  return (
    <>
      {CADENCES.filter((cadence) => cadence !== 'once' && !known.includes(cadence)).map((cadence) => (
        <Button key={cadence} onClick={() => onChoose({ values: [cadence], label: terms.cadence[cadence] })}>
          {terms.cadence[cadence]}
        </Button>
      ))}
      <details>
        <summary>{words.otherTime}</summary>
        <div className={styles.other}>
          <DayField label={words.lastDay} value={day} onChange={setDay} />
          <Button aria-disabled={day === null} onClick={() => day !== null && onChoose({ values: [`once:${day}`], label: `${terms.cadence.once}, ${formatDay(day)}` })}>
            {words.use}
          </Button>
        </div>
      </details>
    </>
  )
}
