import { Button } from 'antd'
import { FileText, Upload } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { unlinkEvidence } from '@/api/sdk.gen'
import type { InspectionDocument } from '@/api/types.gen'
import { DropArea } from '@/components/DropArea'
import { ErrorState } from '@/components/ErrorState'
import { useOpenFile } from '@/components/EvidenceView'
import { FileButton, UploadList } from '@/components/Files'
import files from '@/components/Files.module.css'
import { useSizeCheck } from '@/components/use-size-check'
import { commonWords } from '@/i18n/common'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import { formatSize } from '@/lib/format'
import { useUploads } from '@/lib/upload'
import styles from './inspections.module.css'

interface FilesProps {
  documents: readonly InspectionDocument[]
  onTakeOff?: (id: string) => void
}

/** Documents that open where they stand. */
export function FileList({ documents, onTakeOff }: FilesProps) {
  const words = useWords(inspectionWords)
  const opening = useOpenFile()
  return (
    <>
      <ul className={files.files}>
        {documents.map((document) => (
          <li key={document.id}>
            <FileText size={18} aria-hidden />
            <span className={files.fileText}>
              <button type="button" className={files.fileName} onClick={() => opening.mutate({ id: document.id, version: document.file_version, redacted: document.redacted })}>
                {document.title}
              </button>
              <span className="secondary small">{[document.document_number, formatSize(document.size)].filter(Boolean).join(' · ')}</span>
            </span>
            {onTakeOff !== undefined && (
              <Button type="link" size="small" onClick={() => onTakeOff(document.id)}>
                {words.takeOff}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {opening.error !== null && <ErrorState error={opening.error} />}
    </>
  )
}

/** Documents that are attached here: dropped, chosen or taken by the camera, kept in the evidence library. */
export function Attached({ type, id, documents, editable }: { type: 'inspection' | 'finding'; id: string; documents: readonly InspectionDocument[]; editable: boolean }) {
  const common = useWords(commonWords)
  const cache = useQueryClient()
  const target = `${type}:${id}`
  const [problem, setProblem] = useState<unknown>(null)
  const { refused, fitting } = useSizeCheck()
  const reload = () => cache.invalidateQueries()
  const uploads = useUploads(target, () => void reload())
  const add = (given: readonly File[]) => uploads.add(fitting(given), { link_to: target })
  const takeOff = async (evidenceId: string) => {
    try {
      await unlinkEvidence({ path: { evidence_id: evidenceId }, body: { targets: [{ type, id }] } })
      await reload()
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <>
      {documents.length > 0 && <FileList documents={documents} onTakeOff={editable ? (one) => void takeOff(one) : undefined} />}
      {editable && (
        <>
          <UploadList uploads={uploads} />
          {refused !== null && (
            <p className="field__error" role="alert">
              {refused}
            </p>
          )}
          {problem !== null && <ErrorState error={problem} />}
          <DropArea part active says={common.files.limits} onFiles={add}>
            <div className={styles.drop}>
              <Upload size={18} aria-hidden /> {common.files.drop}
              <FileButton label={common.files.choose} multiple onFiles={add} />
              <FileButton label={common.files.takePhoto} camera onFiles={add} />
            </div>
          </DropArea>
        </>
      )}
    </>
  )
}
