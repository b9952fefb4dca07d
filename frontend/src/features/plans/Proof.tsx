import { Button } from 'antd'
import type { AssignmentRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { useOpenFile } from '@/components/EvidenceView'
import { plansWords } from '@/i18n/plans'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'

interface ProofProps {
  assignment: AssignmentRead
}

/** What the unit said when it had done it, and the documents that prove it. */
export function DoneBox({ assignment }: ProofProps) {
  const words = useWords(plansWords)
  if (assignment.done_on === null) return null
  return (
    <section className="stack" style={{ gap: 4 }}>
      <h3>{words.doneWas(formatDay(assignment.done_on))}</h3>
      <p>{assignment.done_result}</p>
      <Documents documents={assignment.evidence.filter(({ set_aside_on: aside }) => aside === null)} />
    </section>
  )
}

/** Documents from before the task was withdrawn and given again: there to be read, each with its day, and proof of nothing since. */
export function EarlierProof({ assignment }: ProofProps) {
  const words = useWords(plansWords)
  const days = assignment.evidence.flatMap(({ set_aside_on: aside }) => aside ?? []).sort()
  const latest = days.at(-1)
  if (latest === undefined) return null
  return (
    <section className="stack" style={{ gap: 4 }}>
      <h3>{words.earlierProof(days.length)}</h3>
      <p className="secondary small">{words.earlierProofNote(formatDay(latest))}</p>
      <Documents documents={assignment.evidence.filter(({ set_aside_on: aside }) => aside !== null)} dated />
    </section>
  )
}

function Documents({ documents, dated = false }: { documents: AssignmentRead['evidence']; dated?: boolean }) {
  const words = useWords(plansWords)
  const opening = useOpenFile()
  return (
    <>
      {documents.map((document) => (
        <div key={document.id}>
          <Button type="link" size="small" onClick={() => opening.mutate({ id: document.id, redacted: document.redacted })}>
            {document.title}
          </Button>
          {dated && <span className="secondary small">{words.attachedAt(formatMoment(document.linked_at))}</span>}
        </div>
      ))}
      {opening.error !== null && <ErrorState error={opening.error} />}
    </>
  )
}
