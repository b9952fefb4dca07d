import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listEvidenceReadsOptions } from '@/api/@tanstack/react-query.gen'
import { createRedactedCopy } from '@/api/sdk.gen'
import type { EvidenceRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { FileButton } from '@/components/Files'
import { HoldingPacks } from '@/components/HoldingPacks'
import { LinkButton } from '@/components/LinkButton'
import { QueryState } from '@/components/QueryState'
import { RedactedView } from '@/components/RedactedView'
import { useSizeCheck } from '@/components/use-size-check'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'

const DRAWN = new Set(['application/pdf', 'image/jpeg', 'image/png'])

/** Who reads the document, the copies that stand for it, and who has read it. */
export function PersonalData({ document }: { document: EvidenceRead }) {
  const words = useWords(personalWords)
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h3>{words.whoReads}</h3>
      <p className="small">{document.readers}</p>
      {document.contains_personal_data && document.erased_at === null && <HoldingPacks id={document.id} />}
      {document.contains_personal_data && <Copies document={document} />}
      {document.contains_personal_data && document.allowed_actions.includes('reads') && <Reads id={document.id} />}
    </section>
  )
}

function Copies({ document }: { document: EvidenceRead }) {
  const words = useWords(personalWords)
  const [open, setOpen] = useState(false)
  const shown = document.redacted.find((copy) => copy.shown)
  return (
    <div className="stack" style={{ gap: 8 }}>
      <h4>{words.redactedCopies}</h4>
      {document.redacted.length === 0 && <p className="secondary small">{words.noRedacted}</p>}
      {document.redacted.length > 0 && (
        <ul className="small">
          {document.redacted.map((copy) => (
            <li key={copy.number}>
              {words.copyOf(copy.number, copy.of, formatMoment(copy.uploaded_at), copy.uploaded_by)}
              {copy.shown && <strong> · {words.copyShown}</strong>}
            </li>
          ))}
        </ul>
      )}
      {shown !== undefined && (
        <div>
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? words.hideRedacted : words.showRedacted}
          </Button>
        </div>
      )}
      {open && <RedactedView key={shown?.sha256} id={document.id} title={document.title} />}
      {document.allowed_actions.includes('replace') && <NewCopy document={document} />}
    </div>
  )
}

function NewCopy({ document }: { document: EvidenceRead }) {
  const words = useWords(personalWords)
  const cache = useQueryClient()
  const { refused, fitting } = useSizeCheck()
  const sending = useMutation({
    mutationFn: (file: File) => createRedactedCopy({ path: { evidence_id: document.id }, body: { file }, headers: { 'If-Match': `"v${document.version}"` } }),
    onSuccess: () => void cache.invalidateQueries(),
  })
  return (
    <>
      <div className="row">
        {DRAWN.has(document.media_type) && <LinkButton href={`/redact/${document.id}`}>{words.blackOut}</LinkButton>}
        <FileButton label={words.uploadRedacted} onFiles={(files) => fitting(files).slice(0, 1).forEach((file) => sending.mutate(file))} />
      </div>
      {refused !== null && <p className="field__error" role="alert">{refused}</p>}
      {sending.error !== null && <ErrorState error={sending.error} />}
    </>
  )
}

function Reads({ id }: { id: string }) {
  const words = useWords(personalWords)
  const [open, setOpen] = useState(false)
  const query = useQuery({ ...listEvidenceReadsOptions({ path: { evidence_id: id }, query: { limit: 50 } }), enabled: open })
  return (
    <div className="stack" style={{ gap: 8 }}>
      <h4>{words.reads}</h4>
      {!open && (
        <div>
          <Button size="small" onClick={() => setOpen(true)}>
            {words.showReads}
          </Button>
        </div>
      )}
      {open && (
        <QueryState query={query} heights={[48]}>
          {({ items }) => (
            <ul className="small">
              {items.length === 0 && <li className="secondary">{words.noReads}</li>}
              {items.map((read) => (
                <li key={read.id}>
                  {formatMoment(read.at)} · <strong>{read.person}</strong>
                  {read.unit !== null && `, ${read.unit}`}: {read.page === null ? words.readFile(read.number) : words.readPage(read.number, read.page)}
                </li>
              ))}
            </ul>
          )}
        </QueryState>
      )}
    </div>
  )
}
