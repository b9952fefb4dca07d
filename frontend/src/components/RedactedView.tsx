import { useQuery } from '@tanstack/react-query'
import { getRedactedCopyOptions } from '@/api/@tanstack/react-query.gen'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { EvidenceView } from './EvidenceView'
import { QueryState } from './QueryState'

/** The copy without personal data, for who may not read the document, saying that this is what is shown. */
export function RedactedView({ id, title }: { id: string; title: string }) {
  const words = useWords(personalWords)
  const query = useQuery(getRedactedCopyOptions({ path: { evidence_id: id } }))
  return (
    <QueryState query={query} heights={[24, 320]}>
      {(copy) => (
        <div className="stack" style={{ gap: 8 }}>
          <p className="small" role="status">{words.shownRedacted(copy.of)}</p>
          <EvidenceView key={copy.sha256} id={id} title={title} mediaType={copy.media_type} redacted />
        </div>
      )}
    </QueryState>
  )
}
