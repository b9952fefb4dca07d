import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { addBlock } from '@/api/sdk.gen'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import styles from './consolidation.module.css'

interface NewBlockProps {
  reportId: string
  section: string
  after: string | undefined
  onDone: (id?: string) => void
}

/** A paragraph written by hand. */
export function NewBlock({ reportId, section, after, onDone }: NewBlockProps) {
  const words = useWords(consolidationWords)
  const [text, setText] = useState('')
  const ready = text.trim() !== ''
  const adding = useMutation({
    mutationFn: () => addBlock({ path: { consolidated_id: reportId }, body: { section, text, after: after ?? null } }),
    onSuccess: ({ data }) => {
      const place = data.blocks.findIndex(({ id }) => id === after) + 1
      onDone(data.blocks[place]?.id)
    },
  })
  return (
    <div className={styles.editing}>
      <TextAreaField label={words.newText} rows={3} autoFocus value={text} onChange={(event) => setText(event.target.value)} />
      <div className="row">
        <Button type="primary" aria-disabled={!ready} loading={adding.isPending} onClick={() => ready && adding.mutate()}>
          {words.saveNew}
        </Button>
        <Button onClick={() => onDone()}>{words.cancel}</Button>
      </div>
      {adding.error !== null && <ErrorState error={adding.error} />}
    </div>
  )
}
