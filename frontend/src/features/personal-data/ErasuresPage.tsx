import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listAllErasuresOptions } from '@/api/@tanstack/react-query.gen'
import { approveErasure, refuseErasure, withdrawErasure } from '@/api/sdk.gen'
import type { ErasureRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Chips } from '@/components/Chips'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { HoldingPacks } from '@/components/HoldingPacks'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { ERASURE_VIEWS, type ErasureSearch } from './search'

interface ErasuresProps {
  search: ErasureSearch
  onSearch: (search: ErasureSearch) => void
}

/** Documents that are to be erased: proposed by one, decided on by another. */
export function ErasuresPage({ search, onSearch }: ErasuresProps) {
  const words = useWords(personalWords)
  const { q, sort, cursor, view } = search
  const query = useQuery({ ...listAllErasuresOptions({ query: { state: view, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  return (
    <>
      <PageHeader title={words.erasures} facts={<span className="secondary">{words.erasuresAbout}</span>} actions={<LinkButton href="/retention">{words.retention}</LinkButton>} />
      <div style={{ marginBottom: 12 }}>
        <Chips
          label={words.state}
          chips={[{ key: 'all', label: words.all }, ...ERASURE_VIEWS.map((key) => ({ key, label: words.states[key] }))]}
          chosen={view ?? 'all'}
          onChoose={(key) => onSearch({ view: ERASURE_VIEWS.find((one) => one === key) })}
        />
      </div>
      <ListPage
        path="/api/v1/erasures"
        fileName="de-nghi-xoa.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={view === undefined ? {} : { state: view }}
        things={words.erasureThings}
        empty={words.erasuresEmpty}
      >
        {(rows) => <ErasureTable rows={rows} search={search} onSearch={onSearch} />}
      </ListPage>
    </>
  )
}

function ErasureTable({ rows, search, onSearch }: ErasuresProps & { rows: ErasureRead[] }) {
  const words = useWords(personalWords)
  const columns: Column<ErasureRead>[] = [
    { key: 'title', title: words.document, width: 260, render: (row) => <AppLink href={`/evidence?document=${row.evidence_id}`}>{row.title}</AppLink> },
    { key: 'unit', title: words.unit, sort: 'unit', width: 140, render: ({ unit }) => unit.name },
    { key: 'ground', title: words.ground, width: 180, render: (row) => words.grounds[row.ground] },
    { key: 'reason', title: words.reason, width: 260, render: (row) => row.reason },
    { key: 'proposed', title: words.proposed, sort: 'proposed_at', width: 170, render: (row) => `${row.proposed_by}, ${formatMoment(row.proposed_at)}` },
    { key: 'state', title: words.state, width: 240, render: (row) => <Decision erasure={row} /> },
  ]
  return (
    <DataTable
      label={words.erasures}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      sort={search.sort ?? '-proposed_at'}
      onSort={(sort) => onSearch({ ...search, sort, cursor: undefined })}
    />
  )
}

type Step = 'approve' | 'refuse'

function Decision({ erasure }: { erasure: ErasureRead }) {
  const words = useWords(personalWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState<Step | null>(null)
  const [reason, setReason] = useState('')
  const asked = { path: { erasure_id: erasure.id }, headers: { 'If-Match': `"v${erasure.version}"` } }
  const acting = useMutation({
    mutationFn: async (step: Step | 'withdraw') => {
      if (step === 'approve') await approveErasure(asked)
      else if (step === 'refuse') await refuseErasure({ ...asked, body: { reason } })
      else await withdrawErasure(asked)
    },
    onSuccess: () => {
      setAsking(null)
      void cache.invalidateQueries()
    },
  })
  const may = (step: string) => erasure.allowed_actions.includes(step)
  const lacks = asking === 'refuse' && reason.trim() === ''
  return (
    <div className="stack" style={{ gap: 6 }}>
      <span>
        {words.states[erasure.state]}
        {erasure.decided_by !== null && erasure.decided_at !== null && ` · ${erasure.decided_by}, ${formatMoment(erasure.decided_at)}`}
      </span>
      {erasure.decision_reason !== null && <span className="secondary small">“{erasure.decision_reason}”</span>}
      <div className="row">
        {may('approve') && <Button size="small" type="primary" onClick={() => setAsking('approve')}>{words.approve}</Button>}
        {may('refuse') && <Button size="small" onClick={() => setAsking('refuse')}>{words.refuse}</Button>}
        {may('withdraw') && <Button size="small" onClick={() => acting.mutate('withdraw')}>{words.withdraw}</Button>}
      </div>
      {acting.error !== null && <ErrorState error={acting.error} />}
      {asking !== null && (
        <Dialog
          title={asking === 'approve' ? words.approveTitle : words.refuse}
          onClose={() => setAsking(null)}
          actions={
            <Button danger={asking === 'approve'} type="primary" aria-disabled={lacks} onClick={() => !lacks && acting.mutate(asking)}>
              {asking === 'approve' ? words.approveDo : words.refuse}
            </Button>
          }
        >
          {asking === 'approve' ? <Approving erasure={erasure} /> : <TextAreaField label={words.reason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Dialog>
      )}
    </div>
  )
}

function Approving({ erasure }: { erasure: ErasureRead }) {
  const words = useWords(personalWords)
  return (
    <div className="stack">
      <p>{words.approveWarning(erasure.title)}</p>
      <HoldingPacks id={erasure.evidence_id} />
    </div>
  )
}
