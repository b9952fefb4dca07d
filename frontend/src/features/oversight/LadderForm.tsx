import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { getEscalationLadderOptions, writeEscalationLadderMutation } from '@/api/@tanstack/react-query.gen'
import type { DayUnit, LadderRead, LadderWrite, Step } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { ladderWords } from '@/i18n/ladder'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { LadderSentences } from './LadderSentences'
import styles from './urging.module.css'

type Level = Step['to'][number]

const LEVELS = ['officer', 'head', 'coordinator', 'leader'] as const

/** A step as it is typed. */
interface Rung {
  key: number
  days: string
  to: readonly Level[]
}

const WHOLE = /^[-−]?\d+$/u
const numberOf = (typed: string) => (WHOLE.test(typed.trim()) ? Number(typed.trim().replace('−', '-')) : Number.NaN)

interface FormProps {
  read: LadderRead
  onClose: () => void
}

/** The whole ladder as fields, with the sentences that it would become. */
export function LadderForm({ read, onClose }: FormProps) {
  const words = useWords(ladderWords)
  const { cancel } = useWords(commonWords)
  const cache = useQueryClient()
  const [unit, setUnit] = useState<DayUnit>(read.unit)
  const [rungs, setRungs] = useState<readonly Rung[]>(() => read.steps.map(({ days, to }, key) => ({ key, days: String(days), to })))
  const [again, setAgain] = useState(String(read.again_minutes))
  const [answer, setAnswer] = useState(String(read.answer_days))
  const next = useRef(read.steps.length)
  const saving = useMutation({
    ...writeEscalationLadderMutation(),
    onSuccess: (fresh) => {
      cache.setQueryData(getEscalationLadderOptions().queryKey, fresh)
      onClose()
    },
  })
  const change = (key: number, to: Partial<Rung>) => setRungs(rungs.map((rung) => (rung.key === key ? { ...rung, ...to } : rung)))
  const add = () => {
    next.current += 1
    setRungs([...rungs, { key: next.current, days: '', to: ['officer'] }])
  }
  const steps = rungs.map(({ days, to }) => ({ days: numberOf(days), to: [...to] }))
  const written: Required<LadderWrite> = { unit, steps, again_minutes: numberOf(again), answer_days: numberOf(answer) }
  const wrong = steps.some(({ days, to }) => Number.isNaN(days) || to.length === 0) || Number.isNaN(written.again_minutes) || Number.isNaN(written.answer_days)
  const save = () => !wrong && !saving.isPending && saving.mutate({ body: written, headers: ifMatch(read.version) })
  return (
    <div className="stack">
      <div style={{ maxWidth: 320 }}>
        <FilterSelect label={words.unit} value={unit} options={(['working_days', 'days'] as const).map((value) => ({ value, label: words.units[value] }))} onChange={(chosen) => chosen !== undefined && setUnit(chosen)} />
      </div>
      <p className="secondary">{words.daysHint}</p>
      {rungs.map((rung, index) => (
        <RungFields key={rung.key} rung={rung} place={index + 1} onChange={(to) => change(rung.key, to)} onRemove={() => setRungs(rungs.filter(({ key }) => key !== rung.key))} />
      ))}
      <div>
        <Button onClick={add}>{words.add}</Button>
      </div>
      <TextField label={words.againField} inputMode="numeric" value={again} onChange={(event) => setAgain(event.target.value)} />
      <TextField label={words.answerField} inputMode="numeric" value={answer} onChange={(event) => setAnswer(event.target.value)} />
      <h2>{words.preview}</h2>
      <p className="secondary">{words.previewNote}</p>
      {wrong ? <p role="status">{words.wrong}</p> : <LadderSentences ladder={written} />}
      {saving.error !== null && <ErrorState error={saving.error} />}
      <div className="row">
        <Button type="primary" aria-disabled={wrong || saving.isPending} onClick={save}>
          {words.save}
        </Button>
        <Button onClick={onClose}>{cancel}</Button>
      </div>
    </div>
  )
}

interface RungProps {
  rung: Rung
  place: number
  onChange: (change: Partial<Rung>) => void
  onRemove: () => void
}

function RungFields({ rung, place, onChange, onRemove }: RungProps) {
  const words = useWords(ladderWords)
  const toggle = (level: Level) => onChange({ to: LEVELS.filter((each) => rung.to.includes(each) !== (each === level)) })
  return (
    <fieldset className={styles.rung}>
      <legend>
        <strong>{words.rung(place)}</strong>
      </legend>
      <TextField label={words.days} value={rung.days} onChange={(event) => onChange({ days: event.target.value })} />
      <div role="group" aria-label={words.to} className="row">
        {LEVELS.map((level) => (
          <label key={level}>
            <input type="checkbox" checked={rung.to.includes(level)} onChange={() => toggle(level)} /> {words.levels[level]}
          </label>
        ))}
      </div>
      <Button size="small" onClick={onRemove}>
        {words.remove(place)}
      </Button>
    </fieldset>
  )
}
