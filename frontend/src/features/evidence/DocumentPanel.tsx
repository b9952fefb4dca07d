import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { getEvidenceTimelineOptions, listEvidenceUsesOptions } from '@/api/@tanstack/react-query.gen'
import type { EvidenceRead, Uses } from '@/api/types.gen'
import { Likenesses } from '@/components/Alike'
import { AppLink } from '@/components/AppLink'
import { EvidenceDecision } from '@/components/EvidenceDecision'
import { EvidenceStanding, useRejection } from '@/components/EvidenceStanding'
import { FactList } from '@/components/FactList'
import { FileButton, UploadList } from '@/components/Files'
import { QueryState } from '@/components/QueryState'
import { ScanMark, ScanNotice } from '@/components/Scan'
import { SignatureMark, Signatures } from '@/components/Signatures'
import { SidePanel } from '@/components/SidePanel'
import { Timeline } from '@/components/Timeline'
import { isOpen, useDocument } from '@/components/use-document'
import { useSizeCheck } from '@/components/use-size-check'
import { evidenceWords } from '@/i18n/evidence'
import { judgingWords } from '@/i18n/judging'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment, formatSize } from '@/lib/format'
import { may, useMe } from '@/lib/session/access'
import { useUploads } from '@/lib/upload'
import { Description } from './Description'
import { DocumentViews } from './DocumentViews'
import { FlagSentences, Marks } from './Marks'
import { Erased, ProposeErasure } from './Erasing'
import { Hold } from './Hold'
import { PersonalData } from './PersonalData'
import { PersonalNumbers } from './PersonalNumbers'
import { ScanAgain } from './ScanAgain'

/** One document: its pages, what it says of itself, where it proves something, what happened to it. */
export function DocumentPanel({ id, query: searched, onClose }: { id: string; query?: string; onClose: () => void }) {
  const words = useWords(evidenceWords)
  const query = useDocument(id)
  return (
    <SidePanel label={words.details} onClose={onClose}>
      <QueryState query={query} heights={[32, 320, 120]}>
        {(document) => <Document document={document} query={searched} />}
      </QueryState>
    </SidePanel>
  )
}

function Document({ document, query }: { document: EvidenceRead; query?: string }) {
  const words = useWords(evidenceWords)
  const judging = useWords(judgingWords)
  const uses = useQuery(listEvidenceUsesOptions({ path: { evidence_id: document.id } }))
  const me = useMe()
  const gone = document.erased_at !== null
  const timeline = useQuery(getEvidenceTimelineOptions({ path: { evidence_id: document.id } }))
  return (
    <div className="stack">
      <h2>{document.title}</h2>
      {!gone && <Marks row={document} />}
      <FlagSentences flags={document.flags} />
      {gone && <Erased document={document} />}
      {document.pack !== null && <p>{document.pack.sentence}</p>}
      <EvidenceStanding document={document} />
      {!gone && isOpen(document.scan_state) && (
        <>
          <PersonalNumbers document={document} />
          <Likenesses id={document.id} />
          <DocumentViews key={`pages-${document.file_version}`} document={document} query={query} />
        </>
      )}
      {!gone && !isOpen(document.scan_state) && (
        <ScanNotice state={document.scan_state} finding={document.scan_finding} mends={document.allowed_actions.includes('replace')}>
          {document.allowed_actions.includes('scan') && document.scan_finding === 'scanner_failed' && <ScanAgain id={document.id} />}
        </ScanNotice>
      )}
      {!gone && <Signatures document={document} heading={words.signatures} />}
      <PersonalData document={document} />
      <Facts document={document} />
      <EvidenceDecision document={document} />
      {!gone && may(me, 'retention.read') && <Hold id={document.id} />}
      {!gone && may(me, 'erasure.propose') && <ProposeErasure id={document.id} />}
      {document.allowed_actions.includes('edit') && <Description key={`words-${document.version}`} document={document} />}
      <section>
        <h3>{words.uses}</h3>
        <QueryState query={uses} heights={[24]}>
          {({ items }) => (
            <ul>
              {items.length === 0 && <li className="secondary">{words.usedLines(0)}</li>}
              {items.map((use) => (
                <li key={use.id}>
                  <AppLink href={placeOf(use)}>{use.label}</AppLink> <span className="secondary small">{use.accepted_version === null ? use.unit : `${use.unit} · ${judging.acceptedHere(use.accepted_version)}`}</span>
                </li>
              ))}
            </ul>
          )}
        </QueryState>
      </section>
      <section>
        <h3>{words.versions}</h3>
        {document.allowed_actions.includes('replace') && <NewVersion document={document} />}
        <Versions document={document} />
      </section>
      <section>
        <h3>{words.history}</h3>
        <QueryState query={timeline} heights={[48]}>
          {({ items }) => <Timeline items={items} />}
        </QueryState>
      </section>
    </div>
  )
}

/** The page of what the document proves. */
function placeOf({ type, id, report_id: report }: Uses['items'][number]): string {
  const places: Record<string, string> = { unit_plan: `/unit-plans/${id}`, activity: `/activities/${id}`, inspection: `/inspections/${id}`, finding: `/findings/${id}` }
  return report === null ? (places[type] ?? '/evidence') : `/reports/${report}?line=${id}`
}

function Facts({ document }: { document: EvidenceRead }) {
  const words = useWords(evidenceWords)
  const judging = useWords(judgingWords)
  const said = (day: string | null) => (day === null ? null : formatDay(day))
  const arrived = document.versions.at(-1)?.received_sha256
  const facts: [string, ReactNode][] = [
    [words.unit, document.unit.name],
    [words.number, document.document_number],
    [judging.body, document.issuing_body],
    [words.issued, said(document.issued_on)],
    [judging.effective, said(document.effective_on)],
    [judging.expires, said(document.expires_on)],
    [judging.review, document.erased_at === null ? judging.stage[document.review_stage] : null],
    [words.size, formatSize(document.size)],
    [words.sha256, <Checksum key="kept" of={document.sha256} />],
    [words.sha256Received, arrived === undefined || arrived === document.sha256 ? null : <Checksum key="arrived" of={arrived} />],
    [words.uploader, `${document.uploaded_by}, ${formatMoment(document.uploaded_at)}`],
  ]
  return <FactList facts={facts} />
}

function Checksum({ of }: { of: string }) {
  return <code className="small" style={{ overflowWrap: 'anywhere' }}>{of}</code>
}

/** All files of the document, each with what was said of it in review; two of them can be laid side by side. */
function Versions({ document }: { document: EvidenceRead }) {
  const words = useWords(evidenceWords)
  const judging = useWords(judgingWords)
  const why = useRejection()
  const { id, versions, accepted_version: accepted, file_version: present } = document
  const before = accepted !== null && accepted !== present ? accepted : present - 1
  return (
    <>
      <ul className="small">
        {versions.map((version) => (
          <li key={version.number}>
            {words.versionOf(version.number, formatMoment(version.uploaded_at), version.uploaded_by)} <SignatureMark state={version.signature_state} />{' '}
            {version.scan_state !== 'not_scanned' && <ScanMark state={version.scan_state} />}
            {version.number === accepted && <span> · {judging.versionAccepted}</span>}
            {version.review_state === 'rejected' && <p>{judging.rejected(why(version))}</p>}
          </li>
        ))}
      </ul>
      {versions.length > 1 && document.erased_at === null && <AppLink href={`/evidence/${id}/versions?left=${before}&right=${present}`}>{judging.compare}</AppLink>}
    </>
  )
}

/** A document is never changed: a better scan of it is a new version, and the old one stays. */
function NewVersion({ document }: { document: EvidenceRead }) {
  const words = useWords(evidenceWords)
  const cache = useQueryClient()
  const uploads = useUploads(`version:${document.id}`, () => void cache.invalidateQueries())
  const { refused, fitting } = useSizeCheck()
  const send = (files: readonly File[]) => {
    for (const file of fitting(files)) uploads.replace(file, { id: document.id, tag: `"v${document.version}"` })
  }
  return (
    <div className="stack" style={{ gap: 8, marginBottom: 8 }}>
      <div className="row">
        <FileButton label={words.newVersion} onFiles={send} />
      </div>
      {refused !== null && <p className="field__error" role="alert">{refused}</p>}
      <UploadList uploads={uploads} />
    </div>
  )
}
