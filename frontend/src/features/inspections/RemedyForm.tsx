import { Button } from 'antd'
import { useState } from 'react'
import { remedyFinding } from '@/api/sdk.gen'
import type { FindingRead } from '@/api/types.gen'
import { useAct } from '@/components/acting'
import { DayField } from '@/components/DayField'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField } from '@/components/Field'
import { commonWords } from '@/i18n/common'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import type { Day } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { useToday } from '@/lib/session/access'
import { Attached } from './Documents'
import styles from './inspections.module.css'

/** The unit says what it has done; documents are attached as they come, the words are sent with them. */
export function RemedyForm({ finding, onClose }: { finding: FindingRead; onClose: () => void }) {
  const words = useWords(inspectionWords)
  const common = useWords(commonWords)
  const today = useToday()
  const [text, setText] = useState('')
  const [day, setDay] = useState<Day>(today)
  const act = useAct(() => remedyFinding({ path: { finding_id: finding.id }, body: { text: text.trim(), done_on: day }, headers: ifMatch(finding.version) }), onClose)
  const ready = text.trim() !== '' && !act.acting.isPending
  const drafts = finding.documents.filter(({ side }) => side === 'remedy')
  return (
    <form
      className={styles.remedy}
      aria-label={words.remedyDo}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) act.acting.mutate()
      }}
    >
      <TextAreaField label={words.remedyText} rows={4} value={text} error={act.errorOf('text')} onChange={({ target }) => setText(target.value)} />
      <DayField label={words.remedyOn} required value={day} error={act.errorOf('done_on')} onChange={(chosen) => chosen !== null && setDay(chosen)} />
      <section className="stack" style={{ gap: 8 }} aria-label={words.remedyProof}>
        <strong aria-hidden>{words.remedyProof}</strong>
        <span className="field__hint">{words.remedyNote}</span>
        <Attached type="finding" id={finding.id} documents={drafts} editable />
      </section>
      {act.problem !== null && <ErrorState error={act.problem} />}
      <div className="row">
        <Button type="primary" htmlType="submit" aria-disabled={!ready} loading={act.acting.isPending}>
          {words.remedyDo}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </div>
    </form>
  )
}
