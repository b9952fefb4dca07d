import { Button } from 'antd'
import { useState } from 'react'
import { getEvidence } from '@/api/sdk.gen'
import type { LineEvidence } from '@/api/types.gen'
import { judgingWords } from '@/i18n/judging'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import type { Uploads } from '@/lib/upload'
import { AppLink } from './AppLink'
import { ErrorState } from './ErrorState'
import { useOpenFile } from './EvidenceView'
import { FileButton } from './Files'
import styles from './bits.module.css'

type Document = Pick<LineEvidence, 'id' | 'review_stage' | 'review_code' | 'review_reason' | 'expired' | 'expires_on' | 'replaced' | 'accepted_version' | 'file_version'>

/** Why a document was not accepted: the words of its code, and what the reviewer wrote. */
export function useRejection(): (document: Pick<LineEvidence, 'review_code' | 'review_reason'>) => string {
  const words = useWords(judgingWords)
  return ({ review_code: code, review_reason: reason }) => {
    if (code === null || code === 'other') return reason ?? words.code.other
    return reason === null ? words.code[code] : words.because(words.code[code], reason)
  }
}

/** What of a document wants looking at: not accepted and why, out of force, replaced since it was accepted. Nothing where all is well. */
export function EvidenceStanding({ document, uploads }: { document: Document; uploads?: Uploads }) {
  const words = useWords(judgingWords)
  const why = useRejection()
  const rejected = document.review_stage === 'rejected'
  if (!rejected && !document.expired && !document.replaced) return null
  return (
    <div className={styles.standing} data-rejected={rejected}>
      {rejected && <p>{words.rejected(why(document))}</p>}
      {document.expired && document.expires_on !== null && <p>{words.expiredSince(formatDay(document.expires_on))}</p>}
      {document.replaced && document.accepted_version !== null && <Replaced id={document.id} accepted={document.accepted_version} present={document.file_version} />}
      {(rejected || document.expired) && uploads !== undefined && <UploadOther id={document.id} uploads={uploads} />}
    </div>
  )
}

function Replaced({ id, accepted, present }: { id: string; accepted: number; present: number }) {
  const words = useWords(judgingWords)
  const opening = useOpenFile()
  return (
    <>
      <p>{words.replacedSince(present, accepted)}</p>
      <div className="row">
        {[accepted, present].map((version) => (
          <Button key={version} size="small" onClick={() => opening.mutate({ id, version })}>
            {words.openVersion(version)}
          </Button>
        ))}
        <AppLink href={`/evidence/${id}/versions?left=${accepted}&right=${present}`}>{words.compare}</AppLink>
      </div>
      {opening.error !== null && <ErrorState error={opening.error} />}
    </>
  )
}

/** Another file in the place of this one: a new version, so that every line that rests on the document has it. */
function UploadOther({ id, uploads }: { id: string; uploads: Uploads }) {
  const words = useWords(judgingWords)
  const [problem, setProblem] = useState<unknown>(null)
  const send = async (files: readonly File[]) => {
    setProblem(null)
    try {
      const { data } = await getEvidence({ path: { evidence_id: id } })
      for (const file of files) uploads.replace(file, { id, tag: `"v${data.version}"` })
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <>
      <FileButton label={words.uploadOther} onFiles={(files) => void send(files)} />
      {problem !== null && <ErrorState error={problem} />}
    </>
  )
}
