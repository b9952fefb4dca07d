import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listFrameworksOptions, listScoresOptions } from '@/api/@tanstack/react-query.gen'
import { createPlan, updatePlan } from '@/api/sdk.gen'
import type { PlanRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField, TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { useSaving } from '@/components/use-saving'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import { EffectNote } from './EffectNote'
import type { Writing } from './writing'

interface DialogProps {
  onClose: () => void
  onMade: (id: string) => void
  year: number
}

/** A new year's plan from nothing: its name, its year, the edition whose indicators it is to move. */
export function NewPlanDialog({ year: suggested, onClose, onMade }: DialogProps) {
  const words = useWords(planningWords)
  const cache = useQueryClient()
  const editions = useQuery(listFrameworksOptions({ query: { limit: 200 } })).data?.items ?? []
  const newest = editions[0]?.year
  const totals = useQuery({ ...listScoresOptions({ query: { year: newest, level: 'total', limit: 200 } }), enabled: newest !== undefined })
  const [year, setYear] = useState(String(suggested))
  const [title, setTitle] = useState('')
  const [number, setNumber] = useState('')
  const [edition, setEdition] = useState<string>()
  const [province, setProvince] = useState<string>()
  const chosen = Number(edition ?? newest)
  const provinces = totals.data?.items ?? []
  const making = useMutation({
    mutationFn: () =>
      createPlan({
        body: {
          year: Number(year),
          title,
          number: number.trim() === '' ? null : number,
          framework_year: chosen,
          province_code: province ?? null,
          province_name: provinces.find(({ province_code: code }) => code === province)?.province_name ?? null,
        },
      }),
    onSuccess: ({ data }) => {
      void cache.invalidateQueries()
      onMade(data.id)
    },
  })
  const ready = title.trim() !== '' && /^\d{4}$/.test(year) && !Number.isNaN(chosen)
  const errorOf = (name: string) => (isProblem(making.error) ? making.error.errorOf(name) : undefined)
  return (
    <Dialog
      title={words.makeTitle}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={making.isPending} onClick={() => ready && making.mutate()}>
          {words.makeDraft}
        </Button>
      }
    >
      <div className="stack">
        <TextField label={words.year} inputMode="numeric" value={year} error={errorOf('year')} onChange={(event) => setYear(event.target.value)} />
        <TextAreaField label={words.title} rows={2} value={title} error={errorOf('title')} onChange={(event) => setTitle(event.target.value)} />
        <TextField label={words.number} optional value={number} error={errorOf('number')} onChange={(event) => setNumber(event.target.value)} />
        <div className="row">
          <FilterSelect label={words.edition} value={edition ?? (newest === undefined ? undefined : String(newest))} options={editions.map((item) => ({ value: String(item.year), label: String(item.year) }))} onChange={setEdition} />
          <FilterSelect label={words.province} value={province} all="–" options={provinces.map((item) => ({ value: item.province_code, label: item.province_name }))} onChange={setProvince} />
        </div>
        {making.error !== null && <ErrorState error={making.error} />}
      </div>
    </Dialog>
  )
}

/** Title, number and day of adoption: at once, or into the amendment that is being written. */
export function EditPlanDialog({ plan, writing, onClose }: { plan: PlanRead; writing: Writing; onClose: () => void }) {
  const words = useWords(planningWords)
  const [title, setTitle] = useState(plan.title)
  const [number, setNumber] = useState(plan.number ?? '')
  const [day, setDay] = useState(plan.adopted_on)
  const saving = useSaving({
    mutationFn: async () => {
      const fields = { title, number: number.trim() === '' ? null : number.trim(), adopted_on: day }
      if (writing.amendment !== undefined) await writing.propose({ kind: 'change_plan', fields })
      else await updatePlan({ path: { plan_id: plan.id }, headers: ifMatch(plan.version), body: fields })
    },
  }, onClose)
  const ready = title.trim() !== ''
  return (
    <Dialog
      title={words.edit}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={saving.isPending} onClick={() => ready && saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        <EffectNote plan={plan} amending={writing.amendment !== undefined} />
        <TextAreaField label={words.title} rows={3} value={title} onChange={(event) => setTitle(event.target.value)} />
        <TextField label={words.number} optional value={number} onChange={(event) => setNumber(event.target.value)} />
        <DayField label={words.adoptedOn} optional value={day} onChange={setDay} />
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}
