import { Button } from 'antd'
import { Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { removeUnitPlanItem } from '@/api/sdk.gen'
import type { UnitPlanItemRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField, TextField } from '@/components/Field'
import { SaveStatus } from '@/components/SaveStatus'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import type { Drafts } from '@/lib/drafts/drafts'
import { useDraft, type Draft } from '@/lib/drafts/use-drafts'
import { ifMatch } from '@/lib/http/etags'
import { draftOf, keepPlan, type RowDraft } from './rows'
import styles from './unit-plans.module.css'

export interface Choice {
  value: string
  label: string
}

interface ItemFieldsProps {
  item: UnitPlanItemRead
  title: string
  drafts: Drafts<RowDraft>
  indicators: readonly Choice[]
}

/** A row that is being written; what is typed is saved by itself. */
export function ItemFields({ item, title, drafts, indicators }: ItemFieldsProps) {
  const words = useWords(unitPlansWords)
  const value = useMemo(() => draftOf(item), [item])
  const draft = useDraft(drafts, item.id, { version: item.version, value })
  const [problem, setProblem] = useState<unknown>(null)
  const remove = async () => {
    try {
      await draft.flush()
      const { data } = await removeUnitPlanItem({ path: { item_id: item.id }, headers: ifMatch(item.version) })
      keepPlan(data)
    } catch (error) {
      setProblem(error)
    }
  }
  const type = (name: 'text' | 'cause' | 'person' | 'due_text' | 'deliverable') => ({
    value: draft.value[name],
    onChange: (event: { target: { value: string } }) => draft.edit({ [name]: event.target.value }),
    onBlur: () => void draft.flush(),
  })
  return (
    <div className={`stack stack--close ${styles.fields}`} data-row={item.id}>
      <div className="row row--apart">
        <h4>{title}</h4>
        <RowStatus draft={draft} onDecide={(keep) => void drafts.resolve(item.id, { keep })} />
        {item.assignment_id === null && (
          <Button size="small" type="text" icon={<Trash2 size={16} aria-hidden />} aria-label={`${words.remove}: ${title}`} onClick={() => void remove()} />
        )}
      </div>
      {item.kind === 'limit' ? (
        <>
          <div className={styles.indicator}>
            <FilterSelect label={words.indicator} value={draft.value.indicator_id ?? undefined} all={words.chooseIndicator} options={indicators} onChange={(chosen) => draft.edit({ indicator_id: chosen ?? null })} />
          </div>
          <TextAreaField label={words.limitText} rows={2} {...type('text')} />
          <TextAreaField label={words.cause} optional rows={1} {...type('cause')} />
        </>
      ) : (
        <>
          <TextAreaField label={words.measure} rows={2} {...type('text')} />
          <div className={styles.pair}>
            <TextField label={words.person} {...type('person')} />
            <TextField label={words.deliverable} optional {...type('deliverable')} />
          </div>
          <div className={styles.pair}>
            <DayField label={words.dueOn} value={draft.value.due_on} onChange={(due_on) => draft.edit({ due_on })} />
            <TextField label={words.dueText} optional hint={words.dueTextHint} {...type('due_text')} />
          </div>
        </>
      )}
      {problem !== null && <ErrorState error={problem} />}
    </div>
  )
}

/** Silent while all is well: the page says that it is saved. Both texts are kept until one of them is chosen. */
function RowStatus({ draft, onDecide }: { draft: Draft<RowDraft>; onDecide: (keep: 'mine' | 'theirs') => void }) {
  const { conflict } = useWords(commonWords)
  if (draft.status.kind !== 'conflict' && draft.status.kind !== 'failed') return null
  return (
    <span className="row">
      <SaveStatus status={draft.status} />
      {draft.status.kind === 'conflict' && (
        <>
          <Button size="small" onClick={() => onDecide('mine')}>
            {conflict.keepMine}
          </Button>
          <Button size="small" onClick={() => onDecide('theirs')}>
            {conflict.takeTheirs}
          </Button>
        </>
      )}
    </span>
  )
}
