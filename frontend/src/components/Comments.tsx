import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { createCommentMutation, listCommentsOptions } from '@/api/@tanstack/react-query.gen'
import { ErrorState } from './ErrorState'
import { TextAreaField } from './Field'
import { QueryState } from './QueryState'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import styles from './bits.module.css'

/** The conversation about a line, a report or a finding. What is being written stays if sending fails. */
export function Comments({ subject, canWrite }: { subject: string; canWrite: boolean }) {
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const options = listCommentsOptions({ query: { subject, limit: 200 } })
  const query = useQuery(options)
  const [text, setText] = useState('')
  const sending = useMutation({
    ...createCommentMutation(),
    onSuccess: () => {
      setText('')
      void cache.invalidateQueries({ queryKey: options.queryKey })
    },
  })
  return (
    <div className="stack">
      <QueryState query={query} heights={[48, 48]}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="secondary">{words.noTalk}</p>
          ) : (
            <ol className={styles.talk}>
              {items.map((comment) => (
                <li key={comment.id}>
                  <p className="secondary small">
                    {comment.author}, {comment.unit} · {formatMoment(comment.created_at)}
                  </p>
                  <p>{comment.text}</p>
                </li>
              ))}
            </ol>
          )
        }
      </QueryState>
      {canWrite && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim() !== '') sending.mutate({ query: { subject }, body: { text } })
          }}
        >
          <TextAreaField label={words.say} rows={3} value={text} onChange={(event) => setText(event.target.value)} />
          {sending.error !== null && <ErrorState error={sending.error} />}
          <Button htmlType="submit" aria-disabled={text.trim() === '' || sending.isPending}>
            {words.send}
          </Button>
        </form>
      )}
    </div>
  )
}
