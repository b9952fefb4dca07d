import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { getCarryUpdatesOptions, takeCarryUpdatesMutation } from '@/api/@tanstack/react-query.gen'
import type { CarryChange, CarryUpdate, CarryUpdatesRead, ReportRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { figuresWords } from '@/i18n/figures'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatAmount, formatPercent } from '@/lib/format'
import styles from './line.module.css'

interface CarryUpdatesProps {
  report: ReportRead
  onOpen: (line: string) => void
}

/** What was accepted, or corrected, since the lines were filled from it: offered, never taken by itself. */
export function CarryUpdates({ report, onOpen }: CarryUpdatesProps) {
  const words = useWords(figuresWords)
  const [open, setOpen] = useState(false)
  const updates = useQuery(getCarryUpdatesOptions({ path: { report_id: report.id } })).data
  if (updates === undefined || updates.lines === 0) return null
  const periods = [...new Set(updates.items.flatMap((item) => item.periods))].join(', ')
  return (
    <div className={styles.carried}>
      <RefreshCw size={18} aria-hidden />
      <span>{words.updates(updates.lines, periods)}</span>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.update}
      </Button>
      {open && <UpdatesDialog report={report} updates={updates} onOpen={onOpen} onClose={() => setOpen(false)} />}
    </div>
  )
}

function UpdatesDialog({ report, updates, onOpen, onClose }: CarryUpdatesProps & { updates: CarryUpdatesRead; onClose: () => void }) {
  const words = useWords(figuresWords)
  const cache = useQueryClient()
  const taking = useMutation({
    ...takeCarryUpdatesMutation(),
    onSuccess: () => {
      onClose()
      void cache.invalidateQueries()
    },
  })
  const may = report.allowed_actions.includes('carry_forward')
  return (
    <Dialog
      title={words.updatesTitle}
      onClose={onClose}
      width={760}
      actions={
        may && (
          <Button type="primary" loading={taking.isPending} onClick={() => taking.mutate({ path: { report_id: report.id }, body: {} })}>
            {words.updateDo(updates.lines)}
          </Button>
        )
      }
    >
      <div className="stack">
        <p>{may ? words.updatesIntro : words.readOnlyUpdates}</p>
        {taking.error !== null && <ErrorState error={taking.error} />}
        {updates.items.map((item) => (
          <UpdateItem key={item.line_id} item={item} onOpen={onOpen} />
        ))}
      </div>
    </Dialog>
  )
}

function UpdateItem({ item, onOpen }: { item: CarryUpdate; onOpen: (line: string) => void }) {
  const words = useWords(figuresWords)
  return (
    <section className={styles.before}>
      <h3>
        {item.number}. {item.title}
      </h3>
      {item.changes.map((change) => (
        <ChangeRow key={`${change.field}${change.label ?? ''}`} change={change} />
      ))}
      <Button type="link" size="small" onClick={() => onOpen(item.line_id)}>
        {words.open}
      </Button>
    </section>
  )
}

function ChangeRow({ change }: { change: CarryChange }) {
  const words = useWords(figuresWords)
  const reports = useWords(reportsWords)
  const names: Record<string, string> = { result: reports.result, percent: reports.percent, difficulties: reports.difficulties, proposals: reports.proposals }
  const said = (value: string | number | null) => (value === null ? '–' : typeof value === 'string' ? value : change.field === 'percent' ? formatPercent(value) : formatAmount(value))
  return (
    <div>
      <p className="small">
        <strong>{change.label ?? names[change.field] ?? words.figures}</strong>
        {change.edited && <span className="secondary"> · {words.editedHere}</span>}
      </p>
      <div className={styles.twoTexts}>
        <p className={styles.text}>
          <span className="secondary small">{words.now}</span>
          <br />
          {said(change.now)}
        </p>
        <p className={styles.text}>
          <span className="secondary small">{words.then}</span>
          <br />
          {said(change.new)}
        </p>
      </div>
    </div>
  )
}
