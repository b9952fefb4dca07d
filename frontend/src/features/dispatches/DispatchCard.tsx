import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Package } from 'lucide-react'
import { useState } from 'react'
import { deliverConsolidatedReportMutation, listDispatchesOfOptions } from '@/api/@tanstack/react-query.gen'
import type { DispatchesOf } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { useSaving } from '@/components/use-saving'
import { dispatchesWords } from '@/i18n/dispatches'
import { useWords } from '@/i18n/words'
import { download } from '@/lib/download'
import { formatDay, formatMoment } from '@/lib/format'
import { RecordDialog } from './RecordDialog'
import { DispatchMark, useProof } from './State'
import styles from './dispatches.module.css'

/** What was sent of an approved report, and the ways in which it can be. */
export function DispatchCard({ reportId }: { reportId: string }) {
  const words = useWords(dispatchesWords)
  const query = useQuery(listDispatchesOfOptions({ path: { consolidated_id: reportId } }))
  return (
    <section className={styles.card} aria-label={words.card}>
      <h2>{words.card}</h2>
      <QueryState query={query} heights={[24]}>
        {(found) => <Sent reportId={reportId} found={found} />}
      </QueryState>
    </section>
  )
}

function Sent({ reportId, found }: { reportId: string; found: DispatchesOf }) {
  const words = useWords(dispatchesWords)
  const [asking, setAsking] = useState<'deliver' | 'record' | null>(null)
  const latest = found.items.filter((row) => row.edition === found.approved_edition)
  return (
    <>
      {latest.length === 0 && <p>{words.notYet(found.approved_edition)}</p>}
      {latest.map((row) => (
        <One key={row.id} row={row} />
      ))}
      {!found.connected && latest.length === 0 && <p className="secondary">{words.notConnected}</p>}
      <div className={styles.acts}>
        {found.allowed_actions.includes('deliver') && (
          <Button type="primary" onClick={() => setAsking('deliver')}>
            {words.deliver}
          </Button>
        )}
        <PackageButton reportId={reportId} />
        {found.allowed_actions.includes('record') && <Button onClick={() => setAsking('record')}>{words.record}</Button>}
        {found.items.length > 0 && <AppLink href={`/dispatches?consolidated=${reportId}`}>{words.log}</AppLink>}
      </div>
      {asking === 'deliver' && <DeliverDialog reportId={reportId} edition={found.approved_edition} onClose={() => setAsking(null)} />}
      {asking === 'record' && <RecordDialog reportId={reportId} onClose={() => setAsking(null)} />}
    </>
  )
}

function One({ row }: { row: DispatchesOf['items'][number] }) {
  const words = useWords(dispatchesWords)
  const proof = useProof(row)
  return (
    <p className={styles.one}>
      <DispatchMark state={row.state} />
      <span>{words.ways[row.way]}</span>
      {proof !== null && <span>{proof}</span>}
      {row.next_at !== null && <span className="secondary">{words.nextAt(formatMoment(row.next_at))}</span>}
      {row.told !== null && <span>{`${words.told}: ${words.toldOn(words.toldStates[row.told.state], formatDay(row.told.happened_on))}`}</span>}
    </p>
  )
}

function PackageButton({ reportId }: { reportId: string }) {
  const words = useWords(dispatchesWords)
  const loading = useMutation({ mutationFn: () => download(`/api/v1/consolidated-reports/${reportId}/package`, {}, 'application/zip', 'bao-cao.zip') })
  return (
    <>
      <Button icon={<Package size={16} aria-hidden />} loading={loading.isPending} onClick={() => loading.mutate()}>
        {words.package}
      </Button>
      {loading.error !== null && <ErrorState error={loading.error} />}
    </>
  )
}

function DeliverDialog({ reportId, edition, onClose }: { reportId: string; edition: number; onClose: () => void }) {
  const words = useWords(dispatchesWords)
  const sending = useSaving(deliverConsolidatedReportMutation(), onClose)
  return (
    <Dialog
      title={words.deliver}
      onClose={onClose}
      actions={
        <Button type="primary" loading={sending.isPending} onClick={() => sending.mutate({ path: { consolidated_id: reportId }, body: {} })}>
          {words.deliver}
        </Button>
      }
    >
      <p>{words.deliverQuestion(edition)}</p>
      {sending.error !== null && <ErrorState error={sending.error} />}
    </Dialog>
  )
}
