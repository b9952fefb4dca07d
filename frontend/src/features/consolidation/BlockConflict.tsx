import { Button } from 'antd'
import { useState } from 'react'
import { Dialog } from '@/components/Dialog'
import { TextAreaField } from '@/components/Field'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import type { Conflict, Decision } from '@/lib/drafts/types'
import type { BlockDraft } from './blocks'
import styles from './parts.module.css'

interface BlockConflictProps {
  conflict: Conflict<BlockDraft>
  onClose: () => void
  onDecide: (decision: Decision<BlockDraft>) => void
}

/** Both texts side by side; nothing is lost whichever is taken. */
export function BlockConflict({ conflict, onClose, onDecide }: BlockConflictProps) {
  const { conflict: words } = useWords(commonWords)
  const [merged, setMerged] = useState(`${conflict.theirs.text ?? ''}\n${conflict.mine.text ?? ''}`.trim())
  const decide = (decision: Decision<BlockDraft>) => {
    onDecide(decision)
    onClose()
  }
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      width={760}
      actions={
        <>
          <Button onClick={() => decide({ keep: 'mine' })}>{words.keepMine}</Button>
          <Button onClick={() => decide({ keep: 'theirs' })}>{words.takeTheirs}</Button>
          <Button type="primary" onClick={() => decide({ keep: 'merged', value: { text: merged } })}>
            {words.useMerged}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{conflict.problem?.detail || words.intro}</p>
        <div className={styles.two}>
          {[
            { name: words.mine, text: conflict.mine.text },
            { name: words.theirs, text: conflict.theirs.text },
          ].map(({ name, text }) => (
            <div key={name}>
              <h3>{name}</h3>
              <p>{text ?? words.empty}</p>
            </div>
          ))}
        </div>
        <TextAreaField label={words.merged} rows={5} value={merged} onChange={(event) => setMerged(event.target.value)} />
      </div>
    </Dialog>
  )
}
