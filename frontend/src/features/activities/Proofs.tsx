import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { FileImage, FileText, Upload } from 'lucide-react'
import { unlinkEvidence } from '@/api/sdk.gen'
import type { ActivityDocument, ActivityRead } from '@/api/types.gen'
import { DropArea } from '@/components/DropArea'
import { ErrorState } from '@/components/ErrorState'
import { useOpenFile } from '@/components/EvidenceView'
import { FileButton, UploadList } from '@/components/Files'
import files from '@/components/Files.module.css'
import { useSizeCheck } from '@/components/use-size-check'
import { activityWords } from '@/i18n/activities'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatSize } from '@/lib/format'
import { useUploads } from '@/lib/upload'
import styles from './activities.module.css'

/** Photos, minutes, the list of who came: photographed on the spot, dropped or chosen; kept in the evidence library. */
export function Proofs({ activity }: { activity: ActivityRead }) {
  const words = useWords(activityWords)
  const common = useWords(commonWords)
  const cache = useQueryClient()
  const target = `activity:${activity.id}`
  const { refused, fitting } = useSizeCheck()
  const uploads = useUploads(target, () => void cache.invalidateQueries())
  const add = (given: readonly File[]) => uploads.add(fitting(given), { link_to: target })
  const takingOff = useMutation({
    mutationFn: (id: string) => unlinkEvidence({ path: { evidence_id: id }, body: { targets: [{ type: 'activity', id: activity.id }] } }),
    onSuccess: () => void cache.invalidateQueries(),
  })
  const may = (act: string) => activity.allowed_actions.includes(act)
  return (
    <section className="stack" style={{ gap: 8 }} aria-labelledby="proofs">
      <h2 id="proofs">{words.documents(activity.documents.length)}</h2>
      {activity.documents.length === 0 && !may('link') && <p className="secondary">{words.noDocuments}</p>}
      {activity.documents.length > 0 && (
        <ul className={files.files}>
          {activity.documents.map((document) => (
            <Proof key={document.id} document={document} onTakeOff={may('unlink') && document.readable ? () => takingOff.mutate(document.id) : undefined} />
          ))}
        </ul>
      )}
      <UploadList uploads={uploads} />
      {refused !== null && (
        <p className="field__error" role="alert">
          {refused}
        </p>
      )}
      {takingOff.error !== null && <ErrorState error={takingOff.error} />}
      {may('link') && (
        <DropArea part active says={common.files.limits} onFiles={add}>
          <div className={styles.drop}>
            <Upload size={18} aria-hidden /> {common.files.drop}
            <FileButton label={common.files.takePhoto} camera primary onFiles={add} />
            <FileButton label={common.files.choose} multiple onFiles={add} />
            <span className="secondary small">{words.proofHint}</span>
          </div>
        </DropArea>
      )}
    </section>
  )
}

function Proof({ document, onTakeOff }: { document: ActivityDocument; onTakeOff: (() => void) | undefined }) {
  const words = useWords(activityWords)
  const opening = useOpenFile()
  const Icon = document.media_type.startsWith('image/') ? FileImage : FileText
  return (
    <li>
      <Icon size={18} aria-hidden />
      <span className={files.fileText}>
        {document.readable || document.redacted ? (
          <button type="button" className={files.fileName} onClick={() => opening.mutate({ id: document.id, redacted: document.redacted })}>
            {document.title}
          </button>
        ) : (
          <span>{document.title}</span>
        )}
        <span className="secondary small">{[document.document_number, formatSize(document.size)].filter(Boolean).join(' · ')}</span>
        {opening.error !== null && <ErrorState error={opening.error} />}
      </span>
      {onTakeOff !== undefined && (
        <Button type="link" size="small" onClick={onTakeOff}>
          {words.takeOff}
        </Button>
      )}
    </li>
  )
}
