import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getUnitPlanMissingOptions } from '@/api/@tanstack/react-query.gen'
import { acceptUnitPlan, amendUnitPlan, returnUnitPlan, submitUnitPlan } from '@/api/sdk.gen'
import type { ReturnCode, UnitPlanRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { useSaving } from '@/components/use-saving'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { keepPlan, tagOf } from './rows'
import styles from './unit-plans.module.css'

interface ActRequest {
  path: { unit_plan_id: string }
  headers: { 'If-Match': string }
}

/** One act on the plan, with the version that was read; every list that names it is read anew. */
function useAct(plan: UnitPlanRead, onDone: () => void) {
  return useSaving({ mutationFn: async (act: (request: ActRequest) => Promise<{ data: UnitPlanRead }>) => keepPlan((await act({ path: { unit_plan_id: plan.id }, headers: tagOf(plan) })).data) }, onDone)
}

/** The reviewer's buttons, and the head's for a plan that was accepted; drawn by what the server allows. */
export function Actions({ plan }: { plan: UnitPlanRead }) {
  const words = useWords(unitPlansWords)
  const [asking, setAsking] = useState<'accept' | 'return' | 'amend' | null>(null)
  const close = () => setAsking(null)
  const act = useAct(plan, close)
  const allowed = (name: string) => plan.allowed_actions.includes(name)
  return (
    <>
      {allowed('accept') && (
        <Button type="primary" onClick={() => setAsking('accept')}>
          {words.accept}
        </Button>
      )}
      {allowed('return') && <Button onClick={() => setAsking('return')}>{words.return}</Button>}
      {allowed('amend') && <Button onClick={() => setAsking('amend')}>{words.amend}</Button>}
      {asking === 'return' && <ReturnDialog plan={plan} onClose={close} />}
      {(asking === 'accept' || asking === 'amend') && (
        <Dialog
          title={asking === 'accept' ? words.accept : words.amend}
          onClose={close}
          actions={
            <Button type="primary" loading={act.isPending} onClick={() => act.mutate(asking === 'accept' ? (request) => acceptUnitPlan(request) : (request) => amendUnitPlan(request))}>
              {asking === 'accept' ? words.accept : words.amend}
            </Button>
          }
        >
          <p>{asking === 'accept' ? words.acceptQuestion(plan.unit.name) : words.amendQuestion}</p>
          {act.error !== null && <ErrorState error={act.error} />}
        </Dialog>
      )}
    </>
  )
}

function ReturnDialog({ plan, onClose }: { plan: UnitPlanRead; onClose: () => void }) {
  const words = useWords(unitPlansWords)
  const [code, setCode] = useState<ReturnCode>('not_specific')
  const [reason, setReason] = useState('')
  const act = useAct(plan, onClose)
  const ready = reason.trim() !== ''
  const options = (Object.keys(words.reasons) as ReturnCode[]).map((value) => ({ value, label: words.reasons[value] }))
  return (
    <Dialog
      title={words.returnTitle(plan.unit.name)}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={act.isPending} onClick={() => ready && act.mutate((request) => returnUnitPlan({ ...request, body: { reason_code: code, reason } }))}>
          {words.return}
        </Button>
      }
    >
      <div className="stack">
        <FilterSelect label={words.returnCode} value={code} options={options} onChange={(chosen) => chosen !== undefined && setCode(chosen)} />
        <TextAreaField label={words.returnReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        {act.error !== null && <ErrorState error={act.error} />}
      </div>
    </Dialog>
  )
}

/** What is still lacking, each leading to its row; then the one button that sends. */
export function CheckBox({ plan, onClose }: { plan: UnitPlanRead; onClose: () => void }) {
  const words = useWords(unitPlansWords)
  const query = useQuery({ ...getUnitPlanMissingOptions({ path: { unit_plan_id: plan.id } }), staleTime: 0 })
  const act = useAct(plan, onClose)
  const go = (id: string | null) => {
    const place = document.querySelector<HTMLElement>(id === null ? '#documents' : `[data-row="${id}"]`)
    place?.scrollIntoView({ block: 'center' })
    place?.querySelector<HTMLElement>('textarea, input')?.focus()
  }
  return (
    <section className={styles.check} aria-labelledby="check">
      <h2 id="check">{words.checkTitle}</h2>
      <QueryState query={query} heights={[24, 24]}>
        {({ count, items }) =>
          count > 0 ? (
            <>
              <p role="status">
                <strong>{words.lacking(count)}</strong>
              </p>
              <ul>
                {items.map((item) => (
                  <li key={`${item.item_id ?? ''}${item.lack}`}>
                    <Button type="link" size="small" onClick={() => go(item.item_id)}>
                      {item.lack_words}
                    </Button>{' '}
                    <span className="secondary small">{item.item_id === null ? words.whole : item.label}</span>
                  </li>
                ))}
              </ul>
            </>
          ) : plan.allowed_actions.includes('submit') ? (
            <>
              <p>{words.ready}</p>
              <div>
                <Button type="primary" size="large" loading={act.isPending} onClick={() => act.mutate((request) => submitUnitPlan(request))}>
                  {words.send}
                </Button>
              </div>
            </>
          ) : (
            <p>{plan.blocked?.detail}</p>
          )
        }
      </QueryState>
      {act.error !== null && <ErrorState error={act.error} />}
    </section>
  )
}
