import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getDistributionOptions, getPlanBasesOptions, getReceiversOptions } from '@/api/@tanstack/react-query.gen'
import { distributePlan, remindReceivers } from '@/api/sdk.gen'
import type { DistributionRead, PlanRead, ReceiptRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ExportButton } from '@/components/table/ListPage'
import { planningWords } from '@/i18n/planning'
import { receiptsWords } from '@/i18n/receipts'
import { useWords } from '@/i18n/words'
import { dayOf, formatDay, formatMoment } from '@/lib/format'
import { BasesDialog } from './BasesDialog'
import { ReceiversDialog } from './ReceiversDialog'
import styles from './planning.module.css'

/** What the plan rests on, whom it is for, and who has said that it came. */
export function PapersView({ plan }: { plan: PlanRead }) {
  return (
    <div className="stack">
      <div className={styles.two}>
        <Bases plan={plan} />
        <Receivers plan={plan} />
      </div>
      {plan.state === 'approved' && <Distribution plan={plan} />}
    </div>
  )
}

function Bases({ plan }: { plan: PlanRead }) {
  const words = useWords(planningWords)
  const [open, setOpen] = useState(false)
  const query = useQuery(getPlanBasesOptions({ path: { plan_id: plan.id } }))
  return (
    <section className={styles.box}>
      <div className="row row--apart">
        <h2>{words.basesTitle}</h2>
        {plan.allowed_actions.includes('edit') && <Button size="small" onClick={() => setOpen(true)}>{words.basesEdit}</Button>}
      </div>
      <QueryState query={query} heights={[24, 24]}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <p className="secondary">{words.basesEmpty}</p>
            ) : (
              <ul className={styles.lines}>
                {items.map((basis) => (
                  <li key={basis.id}>
                    <span>
                      {basis.url === null ? basis.cited : <a href={basis.url} target="_blank" rel="noreferrer">{basis.cited}</a>}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {open && <BasesDialog plan={plan} bases={items} onClose={() => setOpen(false)} />}
          </>
        )}
      </QueryState>
    </section>
  )
}

function Receivers({ plan }: { plan: PlanRead }) {
  const words = useWords(planningWords)
  const [open, setOpen] = useState(false)
  const query = useQuery(getReceiversOptions({ path: { plan_id: plan.id } }))
  return (
    <section className={styles.box}>
      <div className="row row--apart">
        <h2>{words.receiversTitle}</h2>
        {plan.allowed_actions.includes('edit') && <Button size="small" onClick={() => setOpen(true)}>{words.receiversEdit}</Button>}
      </div>
      <QueryState query={query} heights={[24, 24]}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <p className="secondary">{words.receiversEmpty}</p>
            ) : (
              <ul className={styles.lines}>
                {items.map((line) => (
                  <li key={line.name}>
                    <span>{line.name}</span>
                    {line.units.length > 1 && <span className="secondary small">{words.receiverCount(line.units.length)}</span>}
                  </li>
                ))}
              </ul>
            )}
            {open && <ReceiversDialog plan={plan} lines={items} onClose={() => setOpen(false)} />}
          </>
        )}
      </QueryState>
    </section>
  )
}

function Distribution({ plan }: { plan: PlanRead }) {
  const words = useWords(planningWords)
  const cache = useQueryClient()
  const query = useQuery(getDistributionOptions({ path: { plan_id: plan.id } }))
  const acting = useMutation({
    mutationFn: async (step: 'distribute' | 'remind') => {
      const path = { plan_id: plan.id }
      await (step === 'distribute' ? distributePlan({ path }) : remindReceivers({ path }))
    },
    onSuccess: () => cache.invalidateQueries(),
  })
  return (
    <section className={styles.box}>
      <QueryState query={query} heights={[24, 120]}>
        {(board) => (
          <div className="stack">
            <div className="row row--apart">
              <h2>{words.distributionTitle}</h2>
              <div className="row">
                {board.allowed_actions.includes('distribute') && (
                  <Button type="primary" loading={acting.isPending} onClick={() => acting.mutate('distribute')}>
                    {words.distribute(plan.approved_version ?? 1)}
                  </Button>
                )}
                {board.allowed_actions.includes('remind') && (
                  <Button loading={acting.isPending} onClick={() => acting.mutate('remind')}>
                    {words.remind}
                  </Button>
                )}
                {board.items.length > 0 && <ExportButton path={`/api/v1/plans/${plan.id}/distribution`} fileName="gui-ke-hoach.xlsx" filters={{}} />}
              </div>
            </div>
            {acting.error !== null && <ErrorState error={acting.error} />}
            <Board plan={plan} board={board} />
          </div>
        )}
      </QueryState>
    </section>
  )
}

function Board({ plan, board }: { plan: PlanRead; board: DistributionRead }) {
  const words = useWords(planningWords)
  const receipts = useWords(receiptsWords)
  if (board.number === null) return <EmptyState>{words.notSent}</EmptyState>
  const state = (row: ReceiptRead) => {
    if (row.acknowledged_at !== null) return receipts.done(row.acknowledged_by ?? '', formatMoment(row.acknowledged_at))
    if (row.outside) return words.outside
    return row.requested ? words.requestedWaiting : words.waiting
  }
  const columns: Column<ReceiptRead>[] = [
    { key: 'name', title: words.receiver, width: 260, render: (row) => row.name },
    { key: 'sent', title: words.sentAt, nowrap: true, render: (row) => formatMoment(row.sent_at) },
    { key: 'received', title: words.receivedAt, width: 320, render: state },
    { key: 'reminded', title: words.reminded, nowrap: true, render: (row) => (row.reminded_at === null ? '–' : words.remindedTimes(row.reminders, formatDay(dayOf(new Date(row.reminded_at))))) },
  ]
  return (
    <>
      <p>
        <strong>{words.sentFacts(board.number, board.acknowledged, board.expected)}</strong> {board.number !== plan.approved_version && <span className="secondary">{words.notSent}</span>}
      </p>
      {board.items.length > 0 && <DataTable label={words.distributionTitle} columns={columns} rows={board.items} idOf={(row) => row.id} compact />}
    </>
  )
}
