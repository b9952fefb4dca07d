import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { listTasksOptions, listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import type { PeriodRead, UnitRow } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { Leaving } from '@/components/Leaving'
import { PickList } from '@/components/PickList'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { askingWords } from '@/i18n/asking'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { asksNothing, isBackwards, type AdHocForm, type DayName } from './asking/ad-hoc'
import { QuestionsEditor } from './asking/QuestionsEditor'
import { useAdHoc } from './asking/use-ad-hoc'
import styles from './board.module.css'

export function AdHocButton({ onMade }: { onMade: (period: string) => void }) {
  const words = useWords(reviewWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus size={16} aria-hidden /> {words.adHoc}
      </Button>
      {open && (
        <AdHocDialog
          onClose={() => setOpen(false)}
          onDone={(id) => {
            setOpen(false)
            onMade(id)
          }}
        />
      )}
    </>
  )
}

/** Writing on a period that is planned and not yet opened. */
export function EditAdHoc({ period }: { period: PeriodRead }) {
  const words = useWords(askingWords)
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.edit}</Button>
      {open && <AdHocDialog period={period} onClose={close} onDone={close} />}
    </>
  )
}

interface DialogProps {
  /** The planned period that is written on; a new one without it. */
  period?: PeriodRead
  onClose: () => void
  onDone: (period: string) => void
}

/** A period asked for in between: its window, its deadlines, whom it asks about what. It is planned, not yet opened. */
function AdHocDialog({ period, onClose, onDone }: DialogProps) {
  const words = useWords(reviewWords)
  const asking = useWords(askingWords)
  const [leaving, setLeaving] = useState(false)
  const { form, change, isChanged, planId, proposed, tried, isReady, send, problem, errorOf } = useAdHoc(period, onDone)
  const { days, units, tasks, asksTasks, questions } = form
  const unitList = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  const taskList = useQuery({ ...listTasksOptions({ query: { plan: planId, limit: 200 } }), enabled: planId !== undefined && asksTasks })
  const day = (field: DayName, label: string, more: { hint?: string; optional?: boolean; error?: string } = {}) => (
    <DayField label={label} hint={more.hint ?? ''} optional={more.optional} error={more.error} value={days[field]} onChange={(chosen) => change({ days: { ...days, [field]: chosen } })} />
  )
  return (
    <Dialog
      title={period === undefined ? words.adHocTitle : asking.editTitle(period.code)}
      onClose={() => (isChanged ? setLeaving(true) : onClose())}
      width={860}
      ownWayOut={leaving}
      actions={
        leaving ? (
          <Leaving onStay={() => setLeaving(false)} onLeave={onClose} />
        ) : (
          <Button type="primary" aria-disabled={!isReady} onClick={send}>
            {period === undefined ? words.adHoc : asking.saveChanges}
          </Button>
        )
      }
    >
      <div className="stack">
        <p className="secondary">{words.adHocHint}</p>
        <div className={styles.form}>
          <TextField label={words.periodTitle} value={form.title} error={errorOf('title')} onChange={(event) => change({ title: event.target.value })} />
          {period === undefined && <TextField label={words.periodCode} hint={asking.codeHint} spellCheck={false} value={form.code ?? proposed ?? ''} error={errorOf('code')} onChange={(event) => change({ code: event.target.value })} />}
          {day('data_from', words.dataFrom)}
          {day('data_to', words.dataTo, { error: isBackwards(form) ? words.dueOrder : undefined })}
          {day('ward', words.dueWard)}
          {day('department', words.dueDepartment, { optional: true, hint: words.dueSame })}
          {day('city', words.dueCity, { optional: true, hint: words.dueSame })}
        </div>
        <QueryState query={unitList} heights={[120]}>
          {({ items }) => (
            <>
              <PickList title={words.whichUnits} none={words.allUnits} some={words.chosenUnits} items={items.map(({ id, short_name: label }) => ({ id, label }))} chosen={units} onChoose={(chosen) => change({ units: chosen })} />
              {units.length > 0 && <OwnDays units={items.filter(({ id }) => units.includes(id))} form={form} onChange={change} />}
            </>
          )}
        </QueryState>
        <FilterSelect
          label={asking.whatAsked}
          value={asksTasks ? 'both' : 'only'}
          options={[{ value: 'both', label: asking.askBoth }, { value: 'only', label: asking.askOnly }]}
          onChange={(chosen) => change({ asksTasks: chosen !== 'only' })}
        />
        {asksTasks && (
          <QueryState query={taskList} heights={[120]}>
            {({ items }) => (
              <PickList title={words.whichTasks} none={words.allTasks} some={words.chosenTasks} items={items.map((task) => ({ id: task.id, label: task.title, note: task.source_ref }))} chosen={tasks} onChoose={(chosen) => change({ tasks: chosen })} />
            )}
          </QueryState>
        )}
        <QuestionsEditor questions={questions} onChange={(next) => change({ questions: next })} tried={tried} />
        {tried && asksNothing(form) && <p className="field__error">{asking.nothingAsked}</p>}
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}

/** Where a chosen unit has its own day, it stands instead of its level's. */
function OwnDays({ units, form: { own }, onChange }: { units: readonly UnitRow[]; form: AdHocForm; onChange: (changed: Partial<AdHocForm>) => void }) {
  const words = useWords(askingWords)
  return (
    <details>
      <summary>
        {words.ownDue} <span className="field__hint">{words.ownDueHint}</span>
      </summary>
      <div className={styles.form}>
        {units.map(({ id, short_name: name }) => (
          <DayField key={id} label={words.ownDueOf(name)} optional hint="" value={own[id] ?? null} onChange={(chosen) => onChange({ own: { ...own, [id]: chosen } })} />
        ))}
      </div>
    </details>
  )
}
