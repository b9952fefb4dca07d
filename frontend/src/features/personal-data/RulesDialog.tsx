import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { writeRetentionRules } from '@/api/sdk.gen'
import type { RulesRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'

/** Write the years down, and say whether somebody has compared them with the law. */
export function RulesDialog({ rules, onClose }: { rules: RulesRead; onClose: () => void }) {
  const words = useWords(personalWords)
  const cache = useQueryClient()
  const [years, setYears] = useState(rules.rules.map((rule) => String(rule.years)))
  const [source, setSource] = useState(rules.source)
  const [confirmed, setConfirmed] = useState(rules.confirmed)
  const right = years.every((value) => /^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= 70) && source.trim() !== ''
  const saving = useMutation({
    mutationFn: () =>
      writeRetentionRules({
        body: { source, confirmed, rules: rules.rules.map((rule, place) => ({ ...rule, years: Number(years[place]) })) },
        headers: { 'If-Match': `"v${rules.version}"` },
      }),
    onSuccess: () => {
      onClose()
      void cache.invalidateQueries()
    },
  })
  return (
    <Dialog
      title={words.editRules}
      onClose={onClose}
      actions={
        <Button type="primary" aria-disabled={!right} onClick={() => right && saving.mutate()}>
          {words.saveRules}
        </Button>
      }
    >
      <div className="stack">
        {rules.rules.map((rule, place) => (
          <TextField
            key={rule.use}
            label={words.yearsOf(words.uses[rule.use])}
            inputMode="numeric"
            value={years[place] ?? ''}
            onChange={(event) => setYears(years.map((value, at) => (at === place ? event.target.value : value)))}
          />
        ))}
        <TextField label={words.source} value={source} onChange={(event) => setSource(event.target.value)} />
        <label className="row" style={{ flexWrap: 'nowrap', alignItems: 'start' }}>
          <input type="checkbox" checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} />
          <span>{words.confirmThem}</span>
        </label>
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}
