import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { reviewManyMutation } from '@/api/@tanstack/react-query.gen'
import type { EvidenceRow, RejectionCode } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { ReasonForm } from '@/components/ReasonForm'
import { judgingWords } from '@/i18n/judging'
import { useWords } from '@/i18n/words'
import styles from './evidence.module.css'

interface DecideManyProps {
  /** What is chosen, as it was read: a document that has changed since is told apart, and stays as it was. */
  rows: readonly EvidenceRow[]
  onDrop: () => void
}

/** One decision on the chosen documents, and what became of each. */
export function DecideMany({ rows, onDrop }: DecideManyProps) {
  const words = useWords(judgingWords)
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
  return (
    <>
      {outcomes.length > 0 && rows.length === 0 && (
        <div className={styles.many} role="status">
          <span>{words.done(outcomes.length - left.length)}</span>
          {left.map(({ id, detail }) => (
            <p key={id}>{words.left(titles[id] ?? '', detail ?? '')}</p>
          ))}
        </div>
      )}
      {rows.length > 0 && (
        <div className={styles.many}>
          <div className="row">
            <strong>{words.chosen(rows.length)}</strong>
            <Button size="small" aria-disabled={deciding.isPending} onClick={() => decide('accept')}>
              {words.acceptMany(rows.length)}
            </Button>
            <Button size="small" aria-expanded={asking} onClick={() => setAsking(!asking)}>
              {words.rejectMany(rows.length)}
            </Button>
            <Button size="small" type="link" onClick={onDrop}>
              {words.drop}
            </Button>
          </div>
          {asking ? (
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
        </div>
      )}
    </>
  )
}
