import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { reviewManyMutation } from '@/api/@tanstack/react-query.gen'
import type { EvidenceRow, RejectionCode } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { ReasonForm } from '@/components/ReasonForm'
import { ManyBar } from '@/components/table/ManyBar'
import { commonWords } from '@/i18n/common'
import { judgingWords } from '@/i18n/judging'
import { useWords } from '@/i18n/words'

interface DecideManyProps {
  /** How many documents are chosen, here and on other pages. */
  chosen: number
  /** Those that may be decided on, as they were read: a document that has changed since is told apart, and stays as it was. */
  rows: readonly EvidenceRow[]
  onDrop: () => void
  /** What else may be done with the chosen documents. */
  children: ReactNode
}

/** What may be done with the chosen documents: one decision on all of them, and what became of each. */
export function DecideMany({ chosen, rows, onDrop, children }: DecideManyProps) {
  const words = useWords(judgingWords)
  const common = useWords(commonWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({})
  const deciding = useMutation({
    ...reviewManyMutation(),
    onSuccess: () => {
      setAsking(false)
      onDrop()
    },
    onSettled: () => void cache.invalidateQueries(),
  })
  const decide = (action: 'accept' | 'reject', why?: { reason_code: RejectionCode; reason: string | null }) => {
    if (deciding.isPending) return
    setTitles(Object.fromEntries(rows.map(({ id, title }) => [id, title])))
    deciding.mutate({ body: { action, items: rows.map(({ id, version, sha256 }) => ({ id, version, sha256 })), ...why } })
  }
  const outcomes = deciding.data?.items ?? []
  const left = outcomes.filter(({ status }) => status !== 200)
  if (chosen === 0) {
    return outcomes.length === 0 ? null : (
      <ManyBar>
        <div role="status">
          <span>{words.done(outcomes.length - left.length)}</span>
          {left.map(({ id, detail }) => (
            <p key={id}>{words.left(titles[id] ?? '', detail ?? '')}</p>
          ))}
        </div>
        <Button type="link" onClick={() => deciding.reset()}>
          {common.close}
        </Button>
      </ManyBar>
    )
  }
  return (
    <ManyBar>
      <strong role="status">{words.chosen(chosen)}</strong>
      <Button type="link" onClick={onDrop}>
        {words.drop}
      </Button>
      {children}
      {rows.length > 0 && (
        <>
          <Button aria-disabled={deciding.isPending} onClick={() => decide('accept')}>
            {words.acceptMany(rows.length)}
          </Button>
          <Button aria-expanded={asking} onClick={() => setAsking(!asking)}>
            {words.rejectMany(rows.length)}
          </Button>
        </>
      )}
      {asking && rows.length > 0 ? (
        <ReasonForm<RejectionCode>
          name="many-documents"
          title={words.rejectMany(rows.length)}
          codes={words.code}
          begin="not_readable"
          suffices={(code) => code !== 'other'}
          keep={words.reject}
          error={deciding.error}
          busy={deciding.isPending}
          onClose={() => setAsking(false)}
          onKeep={(reason_code, reason) => decide('reject', { reason_code, reason: reason.trim() === '' ? null : reason })}
        />
      ) : (
        deciding.error !== null && <ErrorState error={deciding.error} />
      )}
    </ManyBar>
  )
}
