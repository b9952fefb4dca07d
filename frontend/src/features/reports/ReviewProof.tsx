import { Button } from 'antd'
import { useState } from 'react'
import type { LineEvidence, LineRead } from '@/api/types.gen'
import { Likenesses } from '@/components/Alike'
import { EvidenceView } from '@/components/EvidenceView'
import { RedactedView } from '@/components/RedactedView'
import { ScanNotice } from '@/components/Scan'
import { SignaturesOf } from '@/components/Signatures'
import { isOpen, useScanned } from '@/components/use-document'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { formatDay, formatSize } from '@/lib/format'
import { Comments } from './Comments'
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
  const review = useWords(reviewWords)
  const scanned = useScanned(document)
  // reading such a file is recorded, so it is drawn when asked for and never by passing over the line
  const [asked, setAsked] = useState(!document.contains_personal_data || document.redacted)
  const facts = [document.document_number, document.issued_on === null ? null : formatDay(document.issued_on), formatSize(document.size)]
  return (
    <div>
      <p>
        <strong>{document.title}</strong>
      </p>
      <p className="secondary small">{facts.filter((fact) => fact !== null).join(' · ')}</p>
      {document.alike && <Likenesses id={document.id} />}
      {asked ? (
        <>
          {document.redacted ? (
            <RedactedView id={document.id} title={document.title} />
          ) : isOpen(scanned.scan_state) ? (
            <Whole document={document} />
          ) : (
            <ScanNotice state={scanned.scan_state} finding={scanned.scan_finding} mends={false} />
          )}
        </>
      ) : (
        <div className={styles.guarded}>
          <p>{review.personalOnly}</p>
          <Button size="small" onClick={() => setAsked(true)}>
            {review.readPersonal}
          </Button>
        </div>
      )}
    </div>
  )
}

function Whole({ document }: { document: LineEvidence }) {
  return (
    <>
      <SignaturesOf id={document.id} mediaType={document.media_type} />
      <EvidenceView id={document.id} title={document.title} mediaType={document.media_type} />
    </>
  )
}
