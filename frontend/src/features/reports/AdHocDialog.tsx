import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { createPeriodMutation, getNextCodeOptions, listPlansOptions, listTasksOptions, listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { PickList } from '@/components/PickList'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { askingWords } from '@/i18n/asking'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { isProblem } from '@/lib/http/problem'
import { asksNothing, EMPTY_FORM, isBackwards, periodOf, type AdHocForm, type DayName } from './asking/ad-hoc'
import { QuestionsEditor } from './asking/QuestionsEditor'
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
          onMade={(id) => {
            setOpen(false)
            onMade(id)
          }}
        />
      )}
    </>
  )
}

/** A period asked for in between: its window, its deadlines, whom it asks about what. It is planned, not yet opened. */
function AdHocDialog({ onClose, onMade }: { onClose: () => void; onMade: (period: string) => void }) {
  const words = useWords(reviewWords)
  const asking = useWords(askingWords)
  const cache = useQueryClient()
  const [form, setForm] = useState(EMPTY_FORM)
  const [tried, setTried] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const { days, units, own, tasks, asksTasks, questions } = form
  const change = (changed: Partial<AdHocForm>) => setForm({ ...form, ...changed })
  const plan = useQuery(listPlansOptions({ query: { limit: 1, state: 'approved' } })).data?.items[0]
  const proposed = useQuery({ ...getNextCodeOptions({ query: { plan_id: plan?.id ?? '', kind: 'ad_hoc' } }), enabled: plan !== undefined }).data?.code
  const unitList = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  const taskList = useQuery({ ...listTasksOptions({ query: { plan: plan?.id, limit: 200 } }), enabled: plan !== undefined && asksTasks })
  const making = useMutation({
    ...createPeriodMutation(),
    onSuccess: (made) => {
      void cache.invalidateQueries()
      onMade(made.id)
    },
  })
  const problem: unknown = making.error
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  const body = periodOf(form, plan?.id)
  const make = () => {
    setTried(true)
    if (body !== null && !making.isPending) making.mutate({ body })
  }
  const day = (field: DayName, label: string, more: { hint?: string; optional?: boolean; error?: string } = {}) => (
    <DayField label={label} hint={more.hint ?? ''} optional={more.optional} error={more.error} value={days[field]} onChange={(chosen) => change({ days: { ...days, [field]: chosen } })} />
  )
  return (
    <Dialog
      title={words.adHocTitle}
      onClose={() => (form === EMPTY_FORM ? onClose() : setLeaving(true))}
      width={860}
      ownWayOut={leaving}
      actions={
        leaving ? (
          <Leaving onStay={() => setLeaving(false)} onLeave={onClose} />
        ) : (
          <Button type="primary" aria-disabled={making.isPending || body === null} onClick={make}>
            {words.adHoc}
          </Button>
        )
      }
    >
      <div className="stack">
        <p className="secondary">{words.adHocHint}</p>
        <div className={styles.form}>
          <TextField label={words.periodTitle} value={form.title} error={errorOf('title')} onChange={(event) => change({ title: event.target.value })} />
          <TextField label={words.periodCode} hint={asking.codeHint} spellCheck={false} value={form.code ?? proposed ?? ''} error={errorOf('code')} onChange={(event) => change({ code: event.target.value })} />
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
              {units.length > 0 && (
                <details>
                  <summary>
                    {asking.ownDue} <span className="field__hint">{asking.ownDueHint}</span>
                  </summary>
                  <div className={styles.form}>
                    {items
                      .filter(({ id }) => units.includes(id))
                      .map(({ id, short_name: name }) => (
                        <DayField key={id} label={asking.ownDueOf(name)} optional hint="" value={own[id] ?? null} onChange={(chosen) => change({ own: { ...own, [id]: chosen } })} />
                      ))}
                  </div>
                </details>
              )}
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

/** Asked before what was written is thrown away; a second Esc does not answer it. */
function Leaving({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const asking = useWords(askingWords)
  return (
    <>
      <strong role="alert">{asking.leave}</strong>
      <Button danger onClick={onLeave}>
        {asking.throwAway}
      </Button>
      <Button type="primary" autoFocus onClick={onStay}>
        {asking.writeOn}
      </Button>
    </>
  )
}
