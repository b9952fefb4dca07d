import { useState } from 'react'
import type { LineEvidence, LineRead } from '@/api/types.gen'
import { Likenesses } from '@/components/Alike'
import { EvidenceDecision } from '@/components/EvidenceDecision'
import { EvidenceStanding } from '@/components/EvidenceStanding'
import { EvidenceView } from '@/components/EvidenceView'
import { PersonalGuard } from '@/components/PersonalGuard'
import { RedactedView } from '@/components/RedactedView'
import { ScanNotice } from '@/components/Scan'
import { Signatures } from '@/components/Signatures'
import { isOpen, useDocument, useScanned } from '@/components/use-document'
import { judgingWords } from '@/i18n/judging'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatDay, formatSize } from '@/lib/format'
import { Comments } from '@/components/Comments'
import styles from './review.module.css'

/** The proof of one line, its first page already drawn, and what was said about the line. */
export function ReviewProof({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const [chosen, setChosen] = useState(0)
  const document = line.evidence[chosen]
  return (
    <div className="stack">
      <h3>{words.documents(line.evidence.length)}</h3>
      {line.evidence.length === 0 && <p className="secondary">{words.noDocuments}</p>}
      {line.evidence.length > 1 && (
        <ul className={styles.documents}>
          {line.evidence.map((item, index) => (
            <li key={item.id}>
              <button type="button" aria-current={index === chosen} onClick={() => setChosen(index)}>
                {item.title}
                <Care document={item} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {document !== undefined && <Shown key={document.id} document={document} />}
      <section className={styles.talk}>
        <h3>{words.talkCount(line.comments)}</h3>
        <Comments subject={`report_line:${line.id}`} canWrite={line.allowed_actions.includes('comment')} />
      </section>
    </div>
  )
}

function Shown({ document }: { document: LineEvidence }) {
  const facts = [document.document_number, document.issuing_body, document.issued_on === null ? null : formatDay(document.issued_on), formatSize(document.size)]
  return (
    <div>
      <p>
        <strong>{document.title}</strong>
      </p>
      <p className="secondary small">{facts.filter((fact) => fact !== null).join(' · ')}</p>
      <EvidenceStanding document={document} />
      {document.alike && <Likenesses id={document.id} />}
      {document.redacted ? (
        <RedactedView id={document.id} title={document.title} />
      ) : (
        <PersonalGuard personal={document.contains_personal_data}>
          <Judged document={document} />
        </PersonalGuard>
      )}
    </div>
  )
}

/** What of a document in the list wants looking at, in a word. */
function Care({ document }: { document: LineEvidence }) {
  const words = useWords(judgingWords)
  const said = document.review_stage === 'rejected' ? words.stage.rejected : document.expired ? words.expired : document.replaced ? words.replaced : null
  return said === null ? null : <span className="field__warning small">{said}</span>
}

/** Who has the file before them can judge it, too; one that nobody may open can still be sent back. */
function Judged({ document }: { document: LineEvidence }) {
  const { data } = useDocument(document.id)
  const scanned = useScanned(document)
  // what is judged is the file of the document as it was last read, which the list may not know yet
  const version = data?.file_version ?? document.file_version
  return (
    <div className="stack" style={{ gap: 8, marginTop: 8 }}>
      {data !== undefined && <Signatures document={data} />}
      {isOpen(scanned.scan_state) ? (
        <EvidenceView key={version} id={document.id} title={document.title} mediaType={document.media_type} version={version} />
      ) : (
        <ScanNotice state={scanned.scan_state} finding={scanned.scan_finding} mends={false} />
      )}
      {data !== undefined && <EvidenceDecision document={data} />}
    </div>
  )
}
