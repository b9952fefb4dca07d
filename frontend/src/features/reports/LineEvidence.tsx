import { Button } from 'antd'
import { FileImage, FileText, Upload } from 'lucide-react'
import { useState } from 'react'
import { linkEvidence, unlinkEvidence } from '@/api/sdk.gen'
import type { LineEvidence as LineDocument, LineRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { ErrorState } from '@/components/ErrorState'
import { EvidenceStanding } from '@/components/EvidenceStanding'
import { useOpenFile } from '@/components/EvidenceView'
import { FileButton, UploadList } from '@/components/Files'
import { ScanMark } from '@/components/Scan'
import { isOpen, useScanned } from '@/components/use-document'
import { useSizeCheck } from '@/components/use-size-check'
import { commonWords } from '@/i18n/common'
import { evidenceWords } from '@/i18n/evidence'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatDay, formatSize } from '@/lib/format'
import { useUploads, type Uploads } from '@/lib/upload'
import { LibraryDialog } from './LibraryDialog'
import { reloadLine } from './lines'
import { ReuseDialog } from './ReuseDialog'
import { useFileDrop } from './use-file-drop'
import files from '@/components/Files.module.css'
import styles from './line.module.css'

const targetOf = (id: string) => `report_line:${id}`

/** The line's proof: dropped, chosen, photographed, pasted or taken from the library; each file goes its own way with progress. */
export function LineEvidence({ line, editable }: { line: LineRead; editable: boolean }) {
  const words = useWords(reportsWords)
  const common = useWords(commonWords)
  const evidence = useWords(evidenceWords)
  // of a new document the page hears by its line; another file of one that is there already names the document alone
  const uploads = useUploads(targetOf(line.id), (_, { replaces }) => {
    if (replaces !== undefined) void reloadLine(line.id)
  })
  const [problem, setProblem] = useState<unknown>(null)
  const { refused, fitting } = useSizeCheck()
  const [open, setOpen] = useState<'library' | LineDocument | null>(null)

  const add = (given: readonly File[], to = line.id) => uploads.add(fitting(given), { link_to: targetOf(to) }, targetOf(to))
  const act = async (work: Promise<unknown>, touched: readonly string[] = [line.id]) => {
    setProblem(null)
    try {
      await work
      await Promise.all(touched.map(reloadLine))
    } catch (error) {
      setProblem(error)
    }
  }
  const link = (id: string, lines: readonly string[]) => act(linkEvidence({ path: { evidence_id: id }, body: { targets: lines.map((of) => ({ type: 'report_line', id: of })) } }), [...new Set([line.id, ...lines])])
  const over = useFileDrop(editable, add)
  return (
    <section className="stack" style={{ gap: 8 }} aria-label={words.documents(line.evidence.length)} data-field="evidence">
      <h3>{words.documents(line.evidence.length)}</h3>
      {line.evidence.length > 0 && (
        <ul className={files.files}>
          {line.evidence.map((document) => (
            <DocumentRow key={document.id} document={document} uploads={editable ? uploads : undefined}>
              {editable && (
                <>
                  <Button type="link" size="small" onClick={() => setOpen(document)}>
                    {common.files.reuse}
                  </Button>
                  <Button
                    type="link"
                    size="small"
                    onClick={() => void act(unlinkEvidence({ path: { evidence_id: document.id }, body: { targets: [{ type: 'report_line', id: line.id }] } }))}
                  >
                    {common.files.unlink}
                  </Button>
                </>
              )}
            </DocumentRow>
          ))}
        </ul>
      )}
      <UploadList uploads={uploads} />
      {refused !== null && <p className="field__error" role="alert">{refused}</p>}
      {problem !== null && <ErrorState error={problem} />}
      {editable && (
        <div className={`${styles.drop} ${over ? styles.dropOver : ''}`}>
          <span className={styles.dropWords}>
            <Upload size={18} aria-hidden /> {common.files.drop}
          </span>
          <FileButton label={common.files.choose} multiple onFiles={add} />
          <span className={styles.camera}>
            <FileButton label={common.files.takePhoto} camera onFiles={add} />
          </span>
          <Button onClick={() => setOpen('library')}>
            {evidence.chooseFromLibrary}
          </Button>
          <span className="secondary small">{common.files.limits}</span>
        </div>
      )}
      {!editable && line.evidence.length === 0 && <p className="secondary">{words.noDocuments}</p>}
      {open === 'library' && <LibraryDialog line={line} onClose={() => setOpen(null)} onChoose={(id) => void link(id, [line.id])} />}
      {open !== null && open !== 'library' && <ReuseDialog line={line} document={open} onClose={() => setOpen(null)} onChoose={(lines) => void link(open.id, lines)} />}
    </section>
  )
}

/** `uploads`: where another file may be put in the place of one that was not accepted. */
export function DocumentRow({ document, uploads, children }: { document: LineDocument; uploads?: Uploads; children?: React.ReactNode }) {
  const common = useWords(commonWords)
  const evidence = useWords(evidenceWords)
  const opening = useOpenFile()
  const { scan_state: scan } = useScanned(document)
  const opens = document.redacted || isOpen(scan)
  const facts = [document.document_number, document.issued_on === null ? null : formatDay(document.issued_on), formatSize(document.size), common.files.usedIn(document.link_count)]
  return (
    <li>
      {document.media_type.startsWith('image/') ? <FileImage size={18} aria-hidden color="var(--color-primary)" /> : <FileText size={18} aria-hidden color="var(--color-error)" />}
      <span className={files.fileText}>
        {opens ? (
          <button type="button" className={files.fileName} onClick={() => opening.mutate({ id: document.id, redacted: document.redacted })}>
            {document.title}
          </button>
        ) : (
          <span>{document.title}</span>
        )}
        <span className="secondary small">{facts.filter(Boolean).join(' · ')}</span>
        {!opens && <ScanMark state={scan} />}
        {!opens && scan !== 'pending' && <AppLink href={`/evidence?document=${document.id}`}>{evidence.mendIt}</AppLink>}
        {opening.error !== null && <ErrorState error={opening.error} />}
      </span>
      {children}
      <EvidenceStanding document={document} uploads={uploads} />
    </li>
  )
}
