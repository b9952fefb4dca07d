import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { writeReportRegime } from '@/api/sdk.gen'
import type { RegimeRead, RegimeRow } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { periodsWords } from '@/i18n/periods'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import styles from './periods.module.css'

const LEVELS = ['ward', 'department', 'city'] as const

/** The days of the regime: the ministry's, and how many working days before it each level is due. */
export function RegimeDialog({ regime, onClose }: { regime: RegimeRead; onClose: () => void }) {
  const words = useWords(periodsWords)
  const cache = useQueryClient()
  const [basis, setBasis] = useState(regime.basis)
  const [rows, setRows] = useState<readonly RegimeRow[]>(regime.rows)
  const [days, setDays] = useState(() => regime.rows.map(({ ministry }) => `${ministry.day}/${ministry.month}`))
  const saving = useMutation({
    mutationFn: () => writeReportRegime({ headers: ifMatch(regime.version), body: { basis, rows: rows.map((row, at) => withDay(row, days[at] ?? '')) } }),
    onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    },
  })
  const wrong = days.some((day) => readDay(day) === null)
  const change = (at: number, changed: Partial<RegimeRow>) => setRows(rows.map((row, index) => (index === at ? { ...row, ...changed } : row)))
  return (
    <Dialog
      title={words.editRegime}
      onClose={onClose}
      width={720}
      actions={
        <Button type="primary" aria-disabled={wrong || saving.isPending} onClick={() => !wrong && saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        <TextField label={words.regimeBasis} value={basis} onChange={(event) => setBasis(event.target.value)} />
        {rows.map((row, at) => (
          <fieldset key={row.code} className={styles.card}>
            <legend className="field__label">{row.title.replaceAll('{year}', '…')}</legend>
            <div className={styles.fields}>
              <TextField label={words.ministryDay} value={days[at] ?? ''} error={readDay(days[at] ?? '') === null ? words.wrongDay : undefined} onChange={(event) => setDays(days.map((day, index) => (index === at ? event.target.value : day)))} />
              <TextField label={words.at} value={row.at ?? ''} onChange={(event) => change(at, { at: event.target.value })} />
              {LEVELS.map((level) => (
                <TextField
                  key={level}
                  label={words.before(words.due[level])}
                  inputMode="numeric"
                  value={String(row.deadlines[level].working_days_before ?? '')}
                  onChange={(event) => change(at, { deadlines: { ...row.deadlines, [level]: { working_days_before: Number(event.target.value.replace(/\D/g, '') || 0) } } })}
                />
              ))}
            </div>
          </fieldset>
        ))}
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}

function readDay(text: string): { day: number; month: number } | null {
  const found = /^(\d{1,2})\s*[/-]\s*(\d{1,2})$/.exec(text.trim())
  if (found === null) return null
  const [day, month] = [Number(found[1]), Number(found[2])]
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? { day, month } : null
}

function withDay(row: RegimeRow, text: string): RegimeRow {
  return { ...row, ministry: { ...row.ministry, ...readDay(text) } }
}
