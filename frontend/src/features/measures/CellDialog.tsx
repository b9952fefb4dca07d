import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getMeasureValueHistoryOptions, listMeasuresOptions } from '@/api/@tanstack/react-query.gen'
import { writeMeasureValue } from '@/api/sdk.gen'
import type { MeasureRead, MeasureValueRead, MonthCell } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { FactList } from '@/components/FactList'
import { TextField } from '@/components/Field'
import { useSaving } from '@/components/use-saving'
import { useLocale } from '@/i18n/locale'
import { measureWords } from '@/i18n/measures'
import { useWords } from '@/i18n/words'
import { formatAmount, formatMoment, parseNumber } from '@/lib/format'
import { parts, type Chosen } from './cells'
import styles from './measures.module.css'

/** A figure with its source and all that stood there; where one may, the way to write one down. */
export function CellDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const words = useWords(measureWords)
  const { cell, unit, month, writes } = chosen
  const [writing, setWriting] = useState(cell === null)
  const byHand = cell?.by_hand ?? null
  if (writing) return <WriteDialog chosen={chosen} byHand={byHand} onClose={onClose} />
  return (
    <Dialog
      title={`${unit.name}, ${words.monthOf(...parts(month))}`}
      onClose={onClose}
      width={560}
      actions={writes && <Button onClick={() => setWriting(true)}>{byHand === null ? words.write : words.correct}</Button>}
    >
      {cell !== null && <Told cell={cell} measure={chosen.measure} />}
    </Dialog>
  )
}

function useSourceNames(): (code: string) => string {
  const english = useLocale() === 'en'
  const measures = useQuery(listMeasuresOptions())
  return (code) => {
    const found = measures.data?.sources.find((source) => source.code === code)
    return found === undefined ? '…' : english ? found.name_en : found.name_vi
  }
}

function Told({ cell, measure }: { cell: MonthCell; measure: MeasureRead }) {
  const words = useWords(measureWords)
  const english = useLocale() === 'en'
  const nameOf = useSourceNames()
  const history = useQuery(getMeasureValueHistoryOptions({ path: { value_id: cell.id } }))
  const unit = english ? measure.unit_en : measure.unit_vi
  const counted = cell.numerator !== null && cell.denominator !== null ? words.parts(formatAmount(Number(cell.numerator)), formatAmount(Number(cell.denominator))) : null
  return (
    <div className="stack">
      <FactList
        facts={[
          [words.valueIn(unit), [formatAmount(Number(cell.value)), ...(counted === null ? [] : [counted])].join(', ')],
          [words.source, nameOf(cell.source)],
          [words.sourceAt, cell.source_at === null ? null : formatMoment(cell.source_at)],
          [words.receivedAt, formatMoment(cell.received_at)],
          [words.from, cell.received_from],
          [words.others, cell.others.length === 0 ? null : cell.others.map((other) => `${nameOf(other.source)}: ${formatAmount(Number(other.value))}`).join('; ')],
        ]}
      />
      {history.data !== undefined && history.data.items.length > 1 && <Earlier items={history.data.items} />}
      {history.error !== null && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
    </div>
  )
}

function Earlier({ items }: { items: readonly MeasureValueRead[] }) {
  const words = useWords(measureWords)
  return (
    <section>
      <h3>{words.history}</h3>
      <ul className={styles.earlier}>
        {items.map((item) => (
          <li key={item.id}>
            <strong>{formatAmount(Number(item.value))}</strong>, {item.received_from}, {formatMoment(item.received_at)}
            {item.reason !== null && `: ${item.reason}`}
            <br />
            <span className="secondary small">{item.superseded_at === null ? words.holds : words.until(formatMoment(item.superseded_at))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function WriteDialog({ chosen, byHand, onClose }: { chosen: Chosen; byHand: string | null; onClose: () => void }) {
  const words = useWords(measureWords)
  const english = useLocale() === 'en'
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const number = parseNumber(value)
  const ready = number !== null && (byHand === null || reason.trim() !== '')
  const saving = useSaving({
    mutationFn: () =>
      writeMeasureValue({
        body: { unit_id: chosen.unit.id, measure: chosen.measure.code, period: chosen.month, value: String(number), supersedes: byHand, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
      }),
  }, onClose)
  const save = () => {
    setTried(true)
    if (ready && !saving.isPending) saving.mutate()
  }
  return (
    <Dialog
      title={`${chosen.unit.name}, ${words.monthOf(...parts(chosen.month))}`}
      onClose={onClose}
      actions={
        <Button type="primary" aria-disabled={!ready || saving.isPending} onClick={save}>
          {words.save}
        </Button>
      }
    >
      <TextField
        label={words.valueIn(english ? chosen.measure.unit_en : chosen.measure.unit_vi)}
        hint={words.handHint}
        inputMode="decimal"
        value={value}
        error={tried && number === null ? words.numberNeeded : undefined}
        onChange={(event) => setValue(event.target.value)}
      />
      {byHand !== null && <TextField label={words.reason} value={reason} onChange={(event) => setReason(event.target.value)} />}
      {saving.error !== null && <ErrorState error={saving.error} />}
    </Dialog>
  )
}
