import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listUnitGroupsOptions } from '@/api/@tanstack/react-query.gen'
import { setReceivers } from '@/api/sdk.gen'
import type { PlanRead, ReceiverRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { useSaving } from '@/components/use-saving'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { UnitsSelect } from './UnitsSelect'
import styles from './planning.module.css'

interface Line {
  name: string
  unit_ids: string[]
}

/** The plan's "Nơi nhận": each line as it is written, with the units of the system that it means. */
export function ReceiversDialog({ plan, lines, onClose }: { plan: PlanRead; lines: ReceiverRead[]; onClose: () => void }) {
  const words = useWords(planningWords)
  const [drafts, setDrafts] = useState<Line[]>(lines.map(({ name, units }) => ({ name, unit_ids: units.map(({ id }) => id) })))
  const groups = useQuery(listUnitGroupsOptions()).data?.items ?? []
  const saving = useSaving({ mutationFn: () => setReceivers({ path: { plan_id: plan.id }, headers: ifMatch(plan.version), body: { items: drafts.filter(({ name }) => name.trim() !== '') } }) }, onClose)
  const change = (at: number, changed: Partial<Line>) => setDrafts(drafts.map((line, index) => (index === at ? { ...line, ...changed } : line)))
  const addGroup = (id: string | undefined) => {
    const group = groups.find((item) => item.id === id)
    if (group !== undefined) setDrafts([...drafts, { name: group.name, unit_ids: group.unit_ids }])
  }
  return (
    <Dialog
      title={words.receiversEdit}
      onClose={onClose}
      width={760}
      actions={
        <Button type="primary" loading={saving.isPending} onClick={() => saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        {drafts.map((line, at) => (
          <fieldset key={at} className={styles.box}>
            <legend className="field__label">{`${words.receiver} ${at + 1}`}</legend>
            <div className={styles.grid}>
              <TextField label={words.receiverName} value={line.name} onChange={(event) => change(at, { name: event.target.value })} />
              <UnitsSelect label={words.receiverUnits} value={line.unit_ids} onChange={(ids) => change(at, { unit_ids: ids })} />
            </div>
            <Button size="small" onClick={() => setDrafts(drafts.filter((_, index) => index !== at))}>
              {words.remove(line.name)}
            </Button>
          </fieldset>
        ))}
        <div className="row">
          <Button onClick={() => setDrafts([...drafts, { name: '', unit_ids: [] }])}>{words.receiverAdd}</Button>
          <FilterSelect label={words.group} value={undefined} all="–" options={groups.map(({ id, name }) => ({ value: id, label: name }))} onChange={addGroup} />
        </div>
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}
