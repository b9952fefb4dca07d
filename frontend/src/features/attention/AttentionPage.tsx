import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { confirmAttentionMutation, decideAttentionMutation, discardAttentionMutation, getAttentionOptions, publishAttentionMutation } from '@/api/@tanstack/react-query.gen'
import type { AttentionRead, AttentionUnitRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { LinkButton } from '@/components/LinkButton'
import { PaperMenu } from '@/components/papers/PaperMenu'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ExportButton } from '@/components/table/ListPage'
import { attentionWords } from '@/i18n/attention'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { href } from '@/lib/search-params'

/** One list: each unit with its facts, what was decided about it, and the person who stands in for it. */
export function AttentionPage({ id }: { id: string }) {
  const query = useQuery(getAttentionOptions({ path: { list_id: id } }))
  return <QueryState query={query}>{(read) => <List read={read} />}</QueryState>
}

type Asking = { kind: 'confirm' } | { kind: 'strike'; unit: AttentionUnitRead }

function useActs(read: AttentionRead, onDone: () => void) {
  const cache = useQueryClient()
  const path = { list_id: read.id }
  const done = {
    onSuccess: (fresh: AttentionRead) => {
      cache.setQueryData(getAttentionOptions({ path }).queryKey, fresh)
      void cache.invalidateQueries({ queryKey: getAttentionOptions({ path }).queryKey })
      onDone()
    },
  }
  const deciding = useMutation({ ...decideAttentionMutation(), ...done })
  const confirming = useMutation({ ...confirmAttentionMutation(), ...done })
  const publishing = useMutation({ ...publishAttentionMutation(), ...done })
  const discarding = useMutation({ ...discardAttentionMutation(), ...done })
  return {
    error: deciding.error ?? confirming.error ?? publishing.error ?? discarding.error,
    keep: (units: readonly AttentionUnitRead[]) => deciding.mutate({ path, body: { items: units.map(({ unit_id }) => ({ unit_id, decision: 'keep' as const })) } }),
    strike: ({ unit_id }: AttentionUnitRead, reason: string) => deciding.mutate({ path, body: { items: [{ unit_id, decision: 'strike', reason }] } }),
    confirm: (reason: string) => confirming.mutate({ path, body: { reason } }),
    publish: () => publishing.mutate({ path }),
    discard: () => discarding.mutate({ path }),
  }
}

function List({ read }: { read: AttentionRead }) {
  const words = useWords(attentionWords)
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  const acts = useActs(read, close)
  const may = (action: string) => read.allowed_actions.includes(action)
  const left = read.items.filter(({ decision, allowed_actions }) => decision === null && allowed_actions.includes('decide'))
  return (
    <>
      <PageHeader
        title={read.title}
        facts={<Facts read={read} />}
        actions={
          <>
            {may('publish') && <Button type="primary" title={words.publishNote} onClick={acts.publish}>{words.publish}</Button>}
            {may('confirm') && <Button type="primary" onClick={() => setAsking({ kind: 'confirm' })}>{words.confirm}</Button>}
            {left.length > 0 && <Button onClick={() => acts.keep(left)}>{words.keepAll(left.length)}</Button>}
            {may('discard') && <Button onClick={acts.discard}>{words.discard}</Button>}
            <PaperMenu label={words.paper} path={`/api/v1/attention-lists/${read.id}/export`} />
            <ExportButton path={`/api/v1/attention-lists/${read.id}`} fileName="don-vi-can-chu-y.xlsx" filters={{}} />
            <LinkButton href="/attention">{words.back}</LinkButton>
          </>
        }
      />
      {acts.error !== null && asking === null && <ErrorState error={acts.error} />}
      <Units read={read} onKeep={(unit) => acts.keep([unit])} onStrike={(unit) => setAsking({ kind: 'strike', unit })} />
      {asking?.kind === 'confirm' && <WithReason title={words.confirm} note={words.confirmNote} label={words.confirmReason} error={acts.error} onClose={close} onDo={acts.confirm} />}
      {asking?.kind === 'strike' && <WithReason title={words.strikeTitle(asking.unit.name)} label={words.strikeReason} error={acts.error} onClose={close} onDo={(reason) => acts.strike(asking.unit, reason)} />}
    </>
  )
}

function Facts({ read }: { read: AttentionRead }) {
  const words = useWords(attentionWords)
  return (
    <>
      <strong>{words.states[read.state]}</strong>
      <span className="secondary">{words.computedBy(read.computed_by, formatMoment(read.computed_at))}</span>
      {read.confirmed_at !== null && (
        <span className="secondary">
          {words.confirmedBy(read.confirmed_by ?? '', formatMoment(read.confirmed_at))}: {read.reason}
        </span>
      )}
      {read.published_at !== null && <span className="secondary">{words.publishedBy(read.published_by ?? '', formatMoment(read.published_at))}</span>}
    </>
  )
}

interface UnitsProps {
  read: AttentionRead
  onKeep: (unit: AttentionUnitRead) => void
  onStrike: (unit: AttentionUnitRead) => void
}

function Units({ read, onKeep, onStrike }: UnitsProps) {
  const words = useWords(attentionWords)
  const decides = read.items.some(({ allowed_actions }) => allowed_actions.length > 0)
  const columns: Column<AttentionUnitRead>[] = [
    { key: 'unit', title: words.unit, width: 200, render: (row) => row.name },
    { key: 'grade', title: words.grade, width: 190, nowrap: true, render: (row) => words.grades[row.grade] },
    { key: 'facts', title: words.facts, width: 520, whole: true, render: (row) => <AppLink href={href('/plan', { plan: read.plan_id, unit: row.unit_id, view: 'overdue' })}>{row.sentence.charAt(0).toUpperCase() + row.sentence.slice(1)}</AppLink> },
    { key: 'decision', title: words.decision, width: 240, whole: true, render: (row) => (row.decision === null ? words.undecided : `${words.decisions[row.decision]}${row.reason === null ? '' : `: ${row.reason}`}`) },
  ]
  const acts: Column<AttentionUnitRead> = {
    key: 'acts',
    title: '',
    nowrap: true,
    render: (row) =>
      row.allowed_actions.includes('decide') ? (
        <span className="row" style={{ flexWrap: 'nowrap' }}>
          <Button size="small" aria-pressed={row.decision === 'keep'} onClick={() => onKeep(row)}>{words.keep}</Button>
          <Button size="small" aria-pressed={row.decision === 'strike'} onClick={() => onStrike(row)}>{words.strike}</Button>
        </span>
      ) : null,
  }
  return <DataTable label={read.title} columns={decides ? [...columns, acts] : columns} rows={read.items} idOf={(row) => row.unit_id} />
}

interface ReasonProps {
  title: string
  label: string
  note?: string
  error: unknown
  onClose: () => void
  onDo: (reason: string) => void
}

function WithReason({ title, label, note, error, onClose, onDo }: ReasonProps) {
  const words = useWords(attentionWords)
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState(false)
  const missing = reason.trim() === ''
  const send = () => {
    setRefused(missing)
    if (!missing) onDo(reason)
  }
  return (
    <Dialog title={title} onClose={onClose} actions={<Button type="primary" onClick={send}>{title}</Button>}>
      {note !== undefined && <p className="secondary">{note}</p>}
      <TextAreaField label={label} rows={3} autoFocus value={reason} error={refused && missing ? words.reasonNeeded : undefined} onChange={(event) => setReason(event.target.value)} />
      {error !== null && <ErrorState error={error} />}
    </Dialog>
  )
}
