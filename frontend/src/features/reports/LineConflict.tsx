import { Button } from 'antd'
import type { FigureRead } from '@/api/types.gen'
import { useState } from 'react'
import { Dialog } from '@/components/Dialog'
import { TextAreaField } from '@/components/Field'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatNumber, formatPercent } from '@/lib/format'
import type { Conflict, Decision } from '@/lib/drafts/types'
import { sayFigure } from './figures'
import type { LineDraft } from './lines'

interface LineConflictProps {
  conflict: Conflict<LineDraft>
  figures: readonly FigureRead[]
  onClose: () => void
  onDecide: (decision: Decision<LineDraft>) => void
}

/** Both texts side by side; nothing is lost whichever is taken, the other stays in the line's history. */
export function LineConflict({ conflict, figures, onClose, onDecide }: LineConflictProps) {
  const { conflict: words, yes, no } = useWords(commonWords)
  const reports = useWords(reportsWords)
  const said = (field: keyof LineDraft, value: LineDraft[keyof LineDraft] | undefined) => {
    if (typeof value === 'boolean') return value ? yes : no
    if (typeof value === 'object' && value !== null) return figures.filter(({ key }) => value[key] !== undefined).map((figure) => `${figure.label}: ${sayFigure(value[figure.key] ?? 0, figure)}`).join('; ') || words.empty
    if (typeof value === 'number') return field === 'percent' ? formatPercent(value) : formatNumber(value)
    return value ?? '' ? value : words.empty
  }
  const [merged, setMerged] = useState(`${conflict.theirs.result ?? ''}\n${conflict.mine.result ?? ''}`.trim())
  const decide = (decision: Decision<LineDraft>) => {
    onDecide(decision)
    onClose()
  }
  const { result, percent, difficulties, proposals } = reports
  const labels: Record<keyof LineDraft, string> = { result, percent, figures: reports.figuresName, difficulties, proposals, self_done: reports.selfDone, carried_forward: reports.carried }
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      width={760}
      actions={
        <>
          <Button onClick={() => decide({ keep: 'mine' })}>
            {words.keepMine}
          </Button>
          <Button onClick={() => decide({ keep: 'theirs' })}>
            {words.takeTheirs}
          </Button>
          <Button type="primary" onClick={() => decide({ keep: 'merged', value: { ...conflict.mine, result: merged } })}>
            {words.useMerged}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{conflict.problem?.detail || words.intro}</p>
        {conflict.fields.map((field) => (
          <div key={field} className="row" style={{ alignItems: 'start', flexWrap: 'nowrap' }}>
            <div style={{ flex: 1 }}>
              <h3>
                {words.mine} · {labels[field]}
              </h3>
              <p style={{ whiteSpace: 'pre-wrap' }}>{said(field, conflict.mine[field])}</p>
            </div>
            <div style={{ flex: 1 }}>
              <h3>
                {words.theirs} · {labels[field]}
              </h3>
              <p style={{ whiteSpace: 'pre-wrap' }}>{said(field, conflict.theirs[field])}</p>
            </div>
          </div>
        ))}
        <TextAreaField label={words.merged} rows={5} value={merged} onChange={(event) => setMerged(event.target.value)} />
      </div>
    </Dialog>
  )
}
