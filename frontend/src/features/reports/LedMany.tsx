import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { commentOnLinesMutation, markLinesReadMutation } from '@/api/@tanstack/react-query.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { ledWords } from '@/i18n/led'
import { useWords } from '@/i18n/words'

/** What is done with the chosen lines at once: one comment on all of them, having read them, or urging their units. */
export function LedMany({ chosen, onDone, urge }: { chosen: readonly string[]; onDone: () => void; urge: ReactNode }) {
  const words = useWords(ledWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState('')
  const after = (sentence: string) => {
    setAsking(false)
    setSaid(sentence)
    onDone()
    void cache.invalidateQueries()
  }
  const reading = useMutation({ ...markLinesReadMutation(), onSuccess: () => after('') })
  const commenting = useMutation({ ...commentOnLinesMutation(), onSuccess: ({ lines }) => after(words.sent(lines)) })
  const line_ids = [...chosen]
  return (
    <div className="row" role="status" style={{ marginBottom: chosen.length > 0 || said !== '' ? 8 : 0 }}>
      {chosen.length > 0 ? (
        <>
          <Button type="primary" size="small" onClick={() => setAsking(true)}>
            {words.commentMany(chosen.length)}
          </Button>
          <Button size="small" onClick={() => reading.mutate({ body: { line_ids } })}>
            {words.markRead(chosen.length)}
          </Button>
          {urge}
        </>
      ) : (
        said
      )}
      {reading.error !== null && <ErrorState error={reading.error} />}
      {asking && <Asking count={chosen.length} error={commenting.error} onClose={() => setAsking(false)} onSend={(text) => commenting.mutate({ body: { line_ids, text } })} />}
    </div>
  )
}

function Asking({ count, error, onClose, onSend }: { count: number; error: unknown; onClose: () => void; onSend: (text: string) => void }) {
  const words = useWords(ledWords)
  const [text, setText] = useState('')
  const [refused, setRefused] = useState(false)
  const missing = text.trim() === ''
  const send = () => {
    setRefused(missing)
    if (!missing) onSend(text)
  }
  return (
    <Dialog title={words.commentTitle(count)} onClose={onClose} actions={<Button type="primary" onClick={send}>{words.send}</Button>}>
      <TextAreaField label={words.commentText} rows={4} autoFocus value={text} error={refused && missing ? words.commentMissing : undefined} onChange={(event) => setText(event.target.value)} />
      {error !== null && <ErrorState error={error} />}
    </Dialog>
  )
}
