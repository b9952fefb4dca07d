import { Button } from 'antd'
import { useState } from 'react'
import type { FindingRead, RemedyRead } from '@/api/types.gen'
import { Comments } from '@/components/Comments'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { may, useMe } from '@/lib/session/access'
import { Attached, FileList } from './Documents'
import { FindingDialog } from './FindingDialog'
import { Judging } from './Judging'
import { FindingMark, SeverityMark } from './Marks'
import { RemedyForm } from './RemedyForm'
import styles from './inspections.module.css'

type Asked = 'edit' | 'verify' | 'return' | 'close' | 'remedy'
const JUDGING = ['verify', 'return', 'close'] as const

/** One finding: what is lacking, what the unit said of it, and what may be done now. */
export function FindingCard({ finding, headed = true }: { finding: FindingRead; headed?: boolean }) {
  const words = useWords(inspectionWords)
  const [talking, setTalking] = useState(false)
  return (
    <article className={styles.finding} aria-label={words.number(finding.number)}>
      <header className="row row--apart">
        {headed && <h3>{words.number(finding.number)}</h3>}
        <span className="row" style={{ gap: 12 }}>
          <SeverityMark severity={finding.severity} />
          <span>{words.dueBy(formatDay(finding.due_on))}</span>
          <FindingMark finding={finding} />
        </span>
      </header>
      <p className={styles.text}>{finding.text}</p>
      {finding.recommendation !== '' && <Said name={words.recommendation} text={finding.recommendation} />}
      {finding.indicator !== null && <Said name={words.indicator} text={`${finding.indicator.code ?? ''} ${finding.indicator.name}`} />}
      {finding.task !== null && <Said name={words.task} text={finding.task.name} />}
      <Proof finding={finding} />
      {finding.remedies.map((remedy) => (
        <Remedy key={remedy.number} remedy={remedy} />
      ))}
      {finding.return_reason !== null && (
        <p className={styles.returned}>
          <strong>{words.returned}</strong>: {finding.return_reason}
        </p>
      )}
      {finding.close_reason !== null && <p className={styles.text}>{words.closed(finding.close_reason)}</p>}
      <FindingActs finding={finding} />
      <details open={talking} onToggle={({ currentTarget }) => setTalking(currentTarget.open)}>
        <summary>{words.talk}</summary>
        {talking && <Talk id={finding.id} />}
      </details>
    </article>
  )
}

function Talk({ id }: { id: string }) {
  return <Comments subject={`finding:${id}`} canWrite={may(useMe(), 'comment.write')} />
}

function Said({ name, text }: { name: string; text: string }) {
  return (
    <p className={styles.text}>
      <span className="secondary">{name}:</span> {text}
    </p>
  )
}

/** What proves the finding, of those who inspect; what the unit has attached and not sent yet stands with its form. */
function Proof({ finding }: { finding: FindingRead }) {
  const words = useWords(inspectionWords)
  const found = finding.documents.filter(({ side }) => side === 'found')
  const attaches = finding.allowed_actions.includes('attach') && !finding.allowed_actions.includes('remedy')
  if (found.length === 0 && !attaches) return null
  if (found.length === 0)
    return (
      <details>
        <summary>{words.addProof}</summary>
        <Attached type="finding" id={finding.id} documents={found} editable />
      </details>
    )
  return (
    <section className="stack" style={{ gap: 8 }}>
      <strong>{words.proof(found.length)}</strong>
      <Attached type="finding" id={finding.id} documents={found} editable={attaches} />
    </section>
  )
}

function Remedy({ remedy }: { remedy: RemedyRead }) {
  const words = useWords(inspectionWords)
  return (
    <section className={styles.said}>
      <strong>{words.remedyNumber(remedy.number)}</strong>
      <p className="secondary small">{words.remedyBy(remedy.sent_by, formatMoment(remedy.sent_at), formatDay(remedy.done_on))}</p>
      <p className={styles.text}>{remedy.text}</p>
      {remedy.documents.length > 0 && <FileList documents={remedy.documents} />}
      {remedy.answer === null || remedy.answered_at === null ? (
        <p className="secondary small">{words.waitsAnswer}</p>
      ) : (
        <p className="small">
          {words.answeredBy(words.answers[remedy.answer], remedy.answered_by ?? '–', formatMoment(remedy.answered_at))}
          {remedy.answer_text !== null && <>: “{remedy.answer_text}”</>}
        </p>
      )}
    </section>
  )
}

/** By what the server allows; the unit's form opens in its place. */
function FindingActs({ finding }: { finding: FindingRead }) {
  const words = useWords(inspectionWords)
  const [asked, setAsked] = useState<Asked | null>(null)
  const allowed = (act: Asked) => finding.allowed_actions.includes(act)
  const close = () => setAsked(null)
  if (asked === 'remedy' && allowed('remedy')) return <RemedyForm finding={finding} onClose={close} />
  const judging = JUDGING.find((step) => step === asked)
  return (
    <div className={styles.acts}>
      {allowed('remedy') && (
        <Button type="primary" onClick={() => setAsked('remedy')}>
          {words.remedyDo}
        </Button>
      )}
      {JUDGING.filter(allowed).map((step) => (
        <Button key={step} type={step === 'verify' ? 'primary' : 'default'} onClick={() => setAsked(step)}>
          {words[step]}
        </Button>
      ))}
      {allowed('edit') && <Button onClick={() => setAsked('edit')}>{words.edit}</Button>}
      {asked === 'edit' && <FindingDialog finding={finding} onClose={close} />}
      {judging !== undefined && <Judging finding={finding} step={judging} onClose={close} />}
    </div>
  )
}
