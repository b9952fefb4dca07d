import { useQuery } from '@tanstack/react-query'
import { FileImage, FileText, Upload } from 'lucide-react'
import { useState, type DragEvent } from 'react'
import { listEvidenceOptions } from '@/api/@tanstack/react-query.gen'
import { linkEvidence, unlinkEvidence } from '@/api/sdk.gen'
import type { LineRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { openFile } from '@/components/EvidenceView'
import { FileButton, UploadList } from '@/components/Files'
import { QueryState } from '@/components/QueryState'
import { commonWords } from '@/i18n/common'
import { evidenceWords } from '@/i18n/evidence'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatDay, formatSize } from '@/lib/format'
import { matches } from '@/lib/search'
import { useMe } from '@/lib/session/access'
import { MAX_FILE_BYTES, useUploads } from '@/lib/upload'
import { reloadLine } from './lines'
import files from '@/components/Files.module.css'
import styles from './line.module.css'

/** The line's proof: dropped, chosen, photographed, pasted or taken from the library; each file goes its own way with progress. */
export function LineEvidence({ line, editable }: { line: LineRead; editable: boolean }) {
  const words = useWords(reportsWords)
  const common = useWords(commonWords)
  const evidence = useWords(evidenceWords)
  const target = `report_line:${line.id}`
  const uploads = useUploads(target, () => void reloadLine(line.id))
  const [problem, setProblem] = useState<unknown>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [library, setLibrary] = useState(false)
  const [over, setOver] = useState(false)

  const add = (files: readonly File[]) => {
    const tooLarge = files.find((file) => file.size > MAX_FILE_BYTES)
    const empty = files.find((file) => file.size === 0)
    setRefused(tooLarge ? common.files.tooLarge(tooLarge.name, formatSize(tooLarge.size)) : empty ? common.files.empty(empty.name) : null)
    uploads.add(files.filter((file) => file.size > 0 && file.size <= MAX_FILE_BYTES), { link_to: target })
  }
  const act = async (work: Promise<unknown>) => {
    setProblem(null)
    try {
      await work
    } catch (error) {
      setProblem(error)
    }
    await reloadLine(line.id)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    add([...event.dataTransfer.files])
  }
  return (
    <section className="stack" style={{ gap: 8 }} aria-label={words.documents(line.evidence.length)} onPaste={(event) => editable && event.clipboardData.files.length > 0 && add([...event.clipboardData.files])}>
      <h3>{words.documents(line.evidence.length)}</h3>
      {line.evidence.length > 0 && (
        <ul className={files.files}>
          {line.evidence.map((document) => (
            <li key={document.id}>
              {document.media_type.startsWith('image/') ? <FileImage size={18} aria-hidden /> : <FileText size={18} aria-hidden />}
              <span className={files.fileText}>
                <button type="button" className={files.fileName} onClick={() => void openFile(document.id)}>
                  {document.title}
                </button>
                <span className="secondary small">
                  {[document.document_number, document.issued_on === null ? null : formatDay(document.issued_on), formatSize(document.size), common.files.usedIn(document.link_count)].filter(Boolean).join(' · ')}
                </span>
              </span>
              {editable && (
                <button
                  type="button"
                  className="button button--small button--text"
                  onClick={() => void act(unlinkEvidence({ path: { evidence_id: document.id }, body: { targets: [{ type: 'report_line', id: line.id }] } }))}
                >
                  {common.files.unlink}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <UploadList items={uploads.items} onRetry={uploads.retry} onRemove={uploads.remove} />
      {refused !== null && <p className="field__error">{refused}</p>}
      {problem !== null && <ErrorState error={problem} />}
      {editable && (
        <div
          className={`${styles.drop} ${over ? styles.dropOver : ''}`}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <span className={styles.dropWords}>
            <Upload size={18} aria-hidden /> {common.files.drop}
          </span>
          <FileButton label={common.files.choose} multiple onFiles={add} />
          <FileButton label={common.files.takePhoto} camera onFiles={add} />
          <button type="button" className="button" onClick={() => setLibrary(true)}>
            {evidence.chooseFromLibrary}
          </button>
          <span className="secondary small">{common.files.limits}</span>
        </div>
      )}
      {!editable && line.evidence.length === 0 && <p className="secondary">{words.noDocuments}</p>}
      {library && (
        <LibraryDialog
          line={line}
          onClose={() => setLibrary(false)}
          onChoose={(id) => void act(linkEvidence({ path: { evidence_id: id }, body: { targets: [{ type: 'report_line', id: line.id }] } }))}
        />
      )}
    </section>
  )
}

function LibraryDialog({ line, onClose, onChoose }: { line: LineRead; onClose: () => void; onChoose: (id: string) => void }) {
  const words = useWords(evidenceWords)
  const common = useWords(commonWords)
  const me = useMe()
  const [text, setText] = useState('')
  const query = useQuery(listEvidenceOptions({ query: { unit: me.membership.unit.id, limit: 200 } }))
  return (
    <Dialog title={words.libraryTitle} onClose={onClose} width={640}>
      <div className="stack">
        <input className="input" type="search" aria-label={common.table.search} placeholder={common.table.search} value={text} onChange={(event) => setText(event.target.value)} />
        <QueryState query={query}>
          {({ items }) => (
            <ul className={files.files}>
              {items
                .filter((document) => matches(`${document.title} ${document.document_number ?? ''}`, text))
                .map((document) => (
                  <li key={document.id}>
                    <span className={files.fileText}>
                      <span>{document.title}</span>
                      <span className="secondary small">
                        {[document.document_number, formatSize(document.size), words.usedLines(document.link_count)].filter(Boolean).join(' · ')}
                      </span>
                    </span>
                    {line.evidence_ids.includes(document.id) ? (
                      <span className="secondary small">{words.chosen}</span>
                    ) : (
                      <button type="button" className="button button--small" onClick={() => onChoose(document.id)}>
                        {words.choose}
                      </button>
                    )}
                  </li>
                ))}
            </ul>
          )}
        </QueryState>
      </div>
    </Dialog>
  )
}
