import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { copyPlan } from '@/api/sdk.gen'
import type { CopyRead, PlanRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { LongList } from '@/components/LongList'
import { QueryState } from '@/components/QueryState'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { formatDay, formatScore } from '@/lib/format'
import { uuid } from '@/lib/uuid'

/** Last year's plan into a new year: what goes over, what stays behind and what somebody must look at, before it is made. */
export function CopyDialog({ plan, year, onClose, onMade }: { plan: PlanRead; year: number; onClose: () => void; onMade: (id: string) => void }) {
  const words = useWords(planningWords)
  const cache = useQueryClient()
  const [key] = useState(uuid)
  const path = { plan_id: plan.id }
  const preview = useQuery({
    queryKey: ['copyPreview', plan.id, plan.version, year],
    queryFn: async () => (await copyPlan({ path, query: { dry_run: true }, body: { year } })).data,
  })
  const making = useMutation({
    mutationFn: async () => (await copyPlan({ path, headers: { 'Idempotency-Key': key }, body: { year } })).data,
    onSuccess: (made) => {
      void cache.invalidateQueries()
      if (made.plan_id !== null) onMade(made.plan_id)
    },
  })
  return (
    <Dialog
      title={words.copyTitle(plan.year, year)}
      onClose={onClose}
      width={720}
      actions={
        <Button type="primary" loading={making.isPending} aria-disabled={preview.data === undefined} onClick={() => preview.data !== undefined && making.mutate()}>
          {words.copyDo}
        </Button>
      }
    >
      <QueryState query={preview} heights={[48, 24, 24, 24]}>
        {(told) => <Preview told={told} />}
      </QueryState>
      {making.error !== null && <ErrorState error={making.error} />}
    </Dialog>
  )
}

function Preview({ told }: { told: CopyRead }) {
  const words = useWords(planningWords)
  const open = told.carried.filter(({ carried_over: carried }) => carried)
  const check = told.carried.filter((task) => task.check.length > 0)
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p>
        <strong>{told.title}</strong>
      </p>
      <p>{words.copySays(told.carried.length, told.assignments, told.targets)}</p>
      <p className="secondary">
        {words.copyEdition(told.framework_year)} {words.copyBaselines(told.baselines)} {told.legal_bases > 0 && words.copyBases(told.legal_bases)}
      </p>
      {told.ended_units.length > 0 && <p>{words.copyEnded(told.ended_units.join(', '))}</p>}
      <Folded title={words.copyOpen(open.length)} lines={open.map(({ title, due_on: day }) => (day === null ? title : `${title} (${formatDay(day)})`))} />
      <Folded title={words.copyLeft(told.left.length)} lines={told.left.map(({ title, why }) => `${title}: ${why}`)} />
      <Folded title={words.copyCheck(check.length)} lines={check.map((task) => `${task.title}: ${task.check.join('; ')}`)} />
      <Folded title={words.copyOvertaken(told.overtaken.length)} lines={told.overtaken.map((row) => words.copyOvertakenBy(`${row.code} ${row.name}`, formatScore(row.target), formatScore(row.baseline)))} />
      <Folded title={words.copyUnmapped(told.unmapped.length)} lines={told.unmapped.map(({ code, name }) => `${code} ${name}`)} />
    </div>
  )
}

function Folded({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null
  return (
    <details>
      <summary>{title}</summary>
      <LongList disc label={title} items={lines} />
    </details>
  )
}
