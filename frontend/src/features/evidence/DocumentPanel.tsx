import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { getEvidenceTimelineOptions, listEvidenceUsesOptions } from '@/api/@tanstack/react-query.gen'
import { acceptEvidence, rejectEvidence, updateEvidence } from '@/api/sdk.gen'
import type { EvidenceRead } from '@/api/types.gen'
import { Likenesses } from '@/components/Alike'
import { AppLink } from '@/components/AppLink'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { FactList } from '@/components/FactList'
import { TextAreaField, TextField } from '@/components/Field'
import { FileButton, UploadList } from '@/components/Files'
import { QueryState } from '@/components/QueryState'
import { ScanMark, ScanNotice } from '@/components/Scan'
import { SignatureMark, Signatures } from '@/components/Signatures'
import { SidePanel } from '@/components/SidePanel'
import { Timeline } from '@/components/Timeline'
import { isOpen, useDocument } from '@/components/use-document'
import { useSizeCheck } from '@/components/use-size-check'
import { evidenceWords } from '@/i18n/evidence'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment, formatSize } from '@/lib/format'
import { may, useMe } from '@/lib/session/access'
import { useUploads } from '@/lib/upload'
import { DocumentViews } from './DocumentViews'
import { FlagSentences, Marks } from './Marks'
import { Erased, ProposeErasure } from './Erasing'
import { Hold } from './Hold'
import { PersonalData } from './PersonalData'
import { PersonalNumbers } from './PersonalNumbers'

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
  const uses = useQuery(listEvidenceUsesOptions({ path: { evidence_id: document.id } }))
  const me = useMe()
  const timeline = useQuery(getEvidenceTimelineOptions({ path: { evidence_id: document.id } }))
  return (
    <div className="stack">
      <h2>{document.title}</h2>
      <Marks row={document} />
      <FlagSentences flags={document.flags} />
      {document.erased_at !== null && <Erased document={document} />}
      {document.pack !== null && <p>{document.pack.sentence}</p>}
      {document.review_reason !== null && <p>“{document.review_reason}”</p>}
      {document.erased_at === null && isOpen(document.scan_state) && (
        <>
          <PersonalNumbers document={document} />
          <Likenesses id={document.id} />
          <DocumentViews key={`pages-${document.file_version}`} document={document} query={query} />
        </>
      )}
      {document.erased_at === null && !isOpen(document.scan_state) && (
        <ScanNotice state={document.scan_state} finding={document.scan_finding} mends={document.allowed_actions.includes('replace')} />
      )}
      <Signatures document={document} heading={words.signatures} />
      <PersonalData document={document} />
      <Facts document={document} />
      <Review document={document} />
      {document.erased_at === null && may(me, 'retention.read') && <Hold id={document.id} />}
      {document.erased_at === null && may(me, 'erasure.propose') && <ProposeErasure id={document.id} />}
      {document.allowed_actions.includes('edit') && <Description key={`words-${document.version}`} document={document} />}
      <section>
        <h3>{words.uses}</h3>
        <QueryState query={uses} heights={[24]}>
          {({ items }) => (
            <ul>
              {items.length === 0 && <li className="secondary">{words.usedLines(0)}</li>}
              {items.map((use) => (
                <li key={use.id}>
                  <AppLink href={use.report_id === null ? `/unit-plans/${use.id}` : `/reports/${use.report_id}?line=${use.id}`}>{use.label}</AppLink> <span className="secondary small">{use.unit}</span>
                </li>
              ))}
            </ul>
          )}
        </QueryState>
      </section>
      <section>
        <h3>{words.versions}</h3>
        {document.allowed_actions.includes('replace') && <NewVersion document={document} />}
        <ul className="small">
          {document.versions.map((version) => (
            <li key={version.number}>
              {words.versionOf(version.number, formatMoment(version.uploaded_at), version.uploaded_by)} <SignatureMark state={version.signature_state} />{' '}
              {version.scan_state !== 'not_scanned' && <ScanMark state={version.scan_state} />}
            </li>
          ))}
        </ul>
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

function Facts({ document }: { document: EvidenceRead }) {
  const words = useWords(evidenceWords)
  const arrived = document.versions.at(-1)?.received_sha256
  const facts: [string, ReactNode][] = [
    [words.unit, document.unit.name],
    [words.number, document.document_number],
    [words.issued, document.issued_on === null ? null : formatDay(document.issued_on)],
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

function Description({ document }: { document: EvidenceRead }) {
  const words = useWords(evidenceWords)
  const cache = useQueryClient()
  const [title, setTitle] = useState(document.title)
  const [number, setNumber] = useState(document.document_number ?? '')
  const [issued, setIssued] = useState(document.issued_on)
  const [personal, setPersonal] = useState(document.contains_personal_data)
  const saving = useMutation({
    mutationFn: () =>
      updateEvidence({
        path: { evidence_id: document.id },
        body: { title, document_number: number === '' ? null : number, issued_on: issued, contains_personal_data: personal },
      }),
    onSuccess: () => void cache.invalidateQueries(),
  })
  return (
    <form
      className="stack"
      style={{ gap: 8 }}
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim() !== '') saving.mutate()
      }}
    >
      <TextField label={words.titleField} value={title} onChange={(event) => setTitle(event.target.value)} />
      <TextField label={words.number} optional value={number} onChange={(event) => setNumber(event.target.value)} />
      <DayField label={words.issued} optional value={issued} onChange={setIssued} />
      <label className="row" style={{ flexWrap: 'nowrap', alignItems: 'start' }}>
        <input type="checkbox" checked={personal} onChange={(event) => setPersonal(event.target.checked)} />
        <span>{words.containsPersonal}</span>
      </label>
      {saving.error !== null && <ErrorState error={saving.error} />}
      <div className="row">
        <Button htmlType="submit">
          {words.save}
        </Button>
        {saving.isSuccess && <span role="status">{words.saved}</span>}
      </div>
    </form>
  )
}

function Review({ document }: { document: EvidenceRead }) {
  const words = useWords(evidenceWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const path = { evidence_id: document.id }
  const acting = useMutation({
    mutationFn: async (accept: boolean) => {
      if (accept) await acceptEvidence({ path })
      else await rejectEvidence({ path, body: { reason } })
    },
    onSuccess: () => {
      setAsking(false)
      void cache.invalidateQueries()
    },
  })
  const may = (action: string) => document.allowed_actions.includes(action)
  if (!may('accept') && !may('reject')) return null
  return (
    <div className="row">
      {may('accept') && (
        <Button size="small" onClick={() => acting.mutate(true)}>
          {words.accept}
        </Button>
      )}
      {may('reject') && (
        <Button size="small" onClick={() => setAsking(true)}>
          {words.reject}
        </Button>
      )}
      {acting.error !== null && <ErrorState error={acting.error} />}
      {asking && (
        <Dialog
          title={words.reject}
          onClose={() => setAsking(false)}
          actions={
            <Button danger aria-disabled={reason.trim() === ''} onClick={() => reason.trim() !== '' && acting.mutate(false)}>
              {words.reject}
            </Button>
          }
        >
          <TextAreaField label={words.rejectReason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Dialog>
      )}
    </div>
  )
}
