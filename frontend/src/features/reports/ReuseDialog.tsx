import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listLinesOptions } from '@/api/@tanstack/react-query.gen'
import type { LineEvidence, LineRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { QueryState } from '@/components/QueryState'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { matches } from '@/lib/search'
import bits from '@/components/bits.module.css'
import styles from './line.module.css'

interface ReuseDialogProps {
  line: LineRead
  document: LineEvidence
  onClose: () => void
  onChoose: (lines: readonly string[]) => void
}

/** One proof for many lines: ticked here, linked in one call. */
export function ReuseDialog({ line, document, onClose, onChoose }: ReuseDialogProps) {
  const words = useWords(reportsWords)
  const common = useWords(commonWords)
  const query = useQuery(listLinesOptions({ path: { report_id: line.report_id } }))
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  return (
    <Dialog
      title={common.files.reuse}
      onClose={onClose}
      width={640}
      actions={
        <Button
          type="primary"
          aria-disabled={chosen.length === 0}
          onClick={() => {
            if (chosen.length === 0) return
            onChoose(chosen)
            onClose()
          }}
        >
          {words.reuseFor(chosen.length)}
        </Button>
      }
    >
      <p>{words.reuseIntro(document.title)}</p>
      <input className="input" type="search" aria-label={words.reuseSearch} placeholder={words.reuseSearch} value={text} onChange={(event) => setText(event.target.value)} />
      <QueryState query={query}>
        {({ items }) => (
          <ul className={styles.choices}>
            {items
              .filter(({ id, number, task, allowed_actions: may }) => id !== line.id && may.includes('edit') && matches(`${number} ${task.title}`, text))
              .map(({ id, number, task, evidence_ids: has }) => (
                <li key={id}>
                  <label className={bits.check}>
                    <input type="checkbox" checked={chosen.includes(id) || has.includes(document.id)} disabled={has.includes(document.id)} onChange={() => toggle(id)} />
                    <span>
                      {number}. {task.title}
                    </span>
                  </label>
                </li>
              ))}
          </ul>
        )}
      </QueryState>
    </Dialog>
  )
}
