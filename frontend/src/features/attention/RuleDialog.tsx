import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getAttentionRuleOptions, listUnitsOptions, writeAttentionRuleMutation } from '@/api/@tanstack/react-query.gen'
import type { AttentionRuleRead, Exemption, Threshold } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { attentionWords } from '@/i18n/attention'
import { useWords } from '@/i18n/words'
import { formatDay, type Day } from '@/lib/format'
import { useToday } from '@/lib/session/access'

const GRADES = ['not_done', 'poor'] as const
type Measure = Threshold['measure']
type Limits = Record<string, string>

const keyOf = (grade: string, measure: string) => `${grade}.${measure}`

/** By which thresholds units come onto the list; a measure of which nothing is written is not looked at. */
export function RuleDialog({ rule, onClose }: { rule: AttentionRuleRead; onClose: () => void }) {
  const words = useWords(attentionWords)
  const cache = useQueryClient()
  const measures = Object.keys(words.measures) as Measure[]
  const [limits, setLimits] = useState<Limits>(() => Object.fromEntries(rule.thresholds.map(({ grade, measure, limit }) => [keyOf(grade, measure), String(limit)])))
  const [exemptions, setExemptions] = useState<Exemption[]>(rule.exemptions)
  const saving = useMutation({
    ...writeAttentionRuleMutation(),
    onSuccess: (read) => {
      cache.setQueryData(getAttentionRuleOptions().queryKey, read)
      onClose()
    },
  })
  const thresholds: Threshold[] = GRADES.flatMap((grade) =>
    measures.flatMap((measure) => {
      const limit = Number((limits[keyOf(grade, measure)] ?? '').replace(',', '.').trim() || Number.NaN)
      return Number.isFinite(limit) ? [{ grade, measure, limit }] : []
    }),
  )
  return (
    <Dialog title={words.ruleTitle} width={720} onClose={onClose} actions={<Button type="primary" aria-disabled={thresholds.length === 0} onClick={() => thresholds.length > 0 && saving.mutate({ body: { thresholds, exemptions }, headers: { 'If-Match': `"v${rule.version}"` } })}>{words.saveRule}</Button>}>
      <div className="stack">
        <p className="secondary">{words.ruleNote}</p>
        {GRADES.map((grade) => (
          <fieldset key={grade} className="stack" style={{ gap: 8 }}>
            <legend>
              <strong>{words.grades[grade]}</strong>
            </legend>
            {measures.map((measure) => (
              <TextField key={measure} label={words.measures[measure]} inputMode="decimal" placeholder={words.off} value={limits[keyOf(grade, measure)] ?? ''} onChange={(event) => setLimits({ ...limits, [keyOf(grade, measure)]: event.target.value })} />
            ))}
          </fieldset>
        ))}
        <Exemptions items={exemptions} onChange={setExemptions} />
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}

function Exemptions({ items, onChange }: { items: readonly Exemption[]; onChange: (items: Exemption[]) => void }) {
  const words = useWords(attentionWords)
  const today = useToday()
  const units = useQuery({ ...listUnitsOptions({ query: { limit: 200 } }), staleTime: 600_000 }).data?.items ?? []
  const [unit, setUnit] = useState<string | undefined>()
  const [from, setFrom] = useState<Day | null>(today)
  const [to, setTo] = useState<Day | null>(null)
  const [reason, setReason] = useState('')
  const nameOf = (id: string) => units.find((item) => item.id === id)?.name ?? ''
  const add = () => {
    if (unit === undefined || from === null || reason.trim() === '') return
    onChange([...items, { unit_id: unit, from_on: from, to_on: to, reason }])
    setUnit(undefined)
    setReason('')
  }
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h3>{words.exemptions}</h3>
      <ul>
        {items.map((item, index) => (
          <li key={`${item.unit_id}${item.from_on}`}>
            {words.exemptSaid(nameOf(item.unit_id), formatDay(item.from_on), item.to_on == null ? '' : formatDay(item.to_on), item.reason)}{' '}
            <Button size="small" type="link" onClick={() => onChange(items.filter((_, at) => at !== index))}>
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      <div className="row">
        <FilterSelect label={words.exemptUnit} value={unit} all="" options={units.map(({ id, name }) => ({ value: id, label: name }))} onChange={setUnit} />
        <DayField label={words.exemptFrom} value={from} onChange={setFrom} />
        <DayField label={words.exemptTo} optional value={to} onChange={setTo} />
      </div>
      <TextField label={words.exemptReason} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Button style={{ alignSelf: 'flex-start' }} aria-disabled={unit === undefined || from === null || reason.trim() === ''} onClick={add}>
        {words.exempt}
      </Button>
    </section>
  )
}
