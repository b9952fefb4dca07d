import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { getSuccessionOptions, previewSuccessionMutation, withdrawSuccessionMutation } from '@/api/@tanstack/react-query.gen'
import type { SuccessionRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { QueryState } from '@/components/QueryState'
import { useSaving } from '@/components/use-saving'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { may, useMe } from '@/lib/session/access'
import { DecisionState } from './DecisionState'
import { Members, PreviewPane } from './PreviewPane'
import styles from './reorganisation.module.css'
import { Sums } from './Sums'
import { Trace } from './Trace'
import { Wizard } from './Wizard'

/** One decision: what it says, what it will do or did, and the ways back until its day. */
export function DecisionView({ id }: { id: string }) {
  const query = useQuery(getSuccessionOptions({ path: { succession_id: id } }))
  const [editing, setEditing] = useState(false)
  return (
    <QueryState query={query} heights={[64, 200, 200]}>
      {(decision) => (editing ? <Wizard decision={decision} onDone={() => setEditing(false)} /> : <Decision decision={decision} onEdit={() => setEditing(true)} />)}
    </QueryState>
  )
}

function Decision({ decision, onEdit }: { decision: SuccessionRead; onEdit: () => void }) {
  const words = useWords(reorganisationWords)
  const me = useMe()
  const [withdrawing, setWithdrawing] = useState(false)
  const trying = useMutation(previewSuccessionMutation())
  const { before, after } = decision
  const allowed = decision.allowed_actions
  return (
    <div className="stack">
      <header className="panel stack">
        <div className={styles.head}>
          <h2>{decision.title}</h2>
          <DecisionState state={decision.state} />
        </div>
        <p>{decision.legal_basis}</p>
        <p className="secondary small">
          {words.day}: {formatDay(decision.effective_on)} · {words.decidedBy(decision.decided_by, formatMoment(decision.decided_at))}
        </p>
        {decision.withdraw_reason !== null && <p>{words.withdrawn(decision.withdraw_reason)}</p>}
        {decision.failure !== null && (
          <p className={styles.warning}>
            <TriangleAlert size={16} aria-hidden /> {words.failed(decision.failure)}
          </p>
        )}
        <div className="row">
          {allowed.includes('edit') && (
            <>
              <Button type="primary" loading={trying.isPending} onClick={() => trying.mutate({ path: { succession_id: decision.id }, body: decision.decision })}>
                {words.look}
              </Button>
              <Button onClick={onEdit}>{words.edit}</Button>
            </>
          )}
          {allowed.includes('withdraw') && (
            <Button danger onClick={() => setWithdrawing(true)}>
              {words.withdraw}
            </Button>
          )}
        </div>
        {trying.error !== null && <ErrorState error={trying.error} />}
      </header>
      {trying.data !== undefined ? (
        <PreviewPane preview={trying.data} officers={[]} />
      ) : (
        <>
          <Members members={decision.members} />
          {before !== null && after !== null && <Sums before={before} after={after} />}
          {decision.state === 'effective' && may(me, 'succession.read') && <Trace id={decision.id} />}
        </>
      )}
      {withdrawing && <WithdrawDialog decision={decision} onClose={() => setWithdrawing(false)} />}
    </div>
  )
}

function WithdrawDialog({ decision, onClose }: { decision: SuccessionRead; onClose: () => void }) {
  const words = useWords(reorganisationWords)
  const [reason, setReason] = useState('')
  const withdrawing = useSaving(withdrawSuccessionMutation(), onClose)
  const ready = reason.trim() !== ''
  return (
    <Dialog
      title={words.withdraw}
      onClose={onClose}
      actions={
        <Button danger type="primary" aria-disabled={!ready} loading={withdrawing.isPending} onClick={() => ready && withdrawing.mutate({ path: { succession_id: decision.id }, headers: ifMatch(decision.version), body: { reason } })}>
          {words.withdraw}
        </Button>
      }
    >
      <div className="stack">
        <TextAreaField label={words.withdrawReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        {withdrawing.error !== null && <ErrorState error={withdrawing.error} />}
      </div>
    </Dialog>
  )
}
