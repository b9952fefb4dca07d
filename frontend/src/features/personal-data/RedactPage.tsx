import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react'
import { useState } from 'react'
import { blackOut } from '@/api/sdk.gen'
import type { EvidenceRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { usePage } from '@/components/EvidenceView'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { Skeleton } from '@/components/Skeleton'
import { useDocument } from '@/components/use-document'
import { evidenceWords } from '@/i18n/evidence'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { boxBetween, type Box } from './boxes'
import { Boxes } from './Boxes'

/** Black out names and numbers on the pages of a document; what is stored is a new file made of pictures. */
export function RedactPage({ id, onDone }: { id: string; onDone: () => void }) {
  const words = useWords(personalWords)
  const query = useDocument(id)
  return (
    <>
      <PageHeader title={words.blackOut} facts={<span className="secondary">{words.blackOutAbout}</span>} />
      <QueryState query={query} heights={[480]}>
        {(document) => <Pages key={document.file_version} document={document} onDone={onDone} />}
      </QueryState>
    </>
  )
}

function Pages({ document, onDone }: { document: EvidenceRead; onDone: () => void }) {
  const words = useWords(personalWords)
  const evidence = useWords(evidenceWords)
  const cache = useQueryClient()
  const [page, setPage] = useState(1)
  const [boxes, setBoxes] = useState<readonly Box[]>([])
  const { query, url } = usePage(document.id, page, { version: document.file_version })
  const pages = query.data?.pages ?? 1
  const saving = useMutation({
    mutationFn: () => blackOut({ path: { evidence_id: document.id }, body: { boxes: [...boxes] }, headers: { 'If-Match': `"v${document.version}"` } }),
    onSuccess: () => {
      void cache.invalidateQueries()
      onDone()
    },
  })
  const add = (box: Box | null) => box !== null && setBoxes([...boxes, box])
  return (
    <div className="stack" style={{ maxWidth: 900 }}>
      <p>{words.blackOutHow}</p>
      <div className="row">
        <Button type="text" icon={<ChevronLeft size={18} aria-hidden />} aria-label={evidence.previousPage} aria-disabled={page === 1} onClick={() => setPage(Math.max(1, page - 1))} />
        <span>{evidence.pageOf(page, pages)}</span>
        <Button type="text" icon={<ChevronRight size={18} aria-hidden />} aria-label={evidence.nextPage} aria-disabled={page === pages} onClick={() => setPage(Math.min(pages, page + 1))} />
        <Button icon={<Plus size={16} aria-hidden />} onClick={() => add(boxBetween(page, { x: 0.3, y: 0.45 }, { x: 0.7, y: 0.5 }))}>
          {words.addBox}
        </Button>
        <Button type="primary" loading={saving.isPending} aria-disabled={boxes.length === 0} onClick={() => boxes.length > 0 && saving.mutate()}>
          {words.saveRedacted(boxes.length)}
        </Button>
      </div>
      {saving.error !== null && <ErrorState error={saving.error} />}
      {query.error !== null && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton heights={[480]} />}
      {url !== null && <Boxes image={{ url, alt: evidence.pageAlt(document.title, page) }} page={page} boxes={boxes} onChange={setBoxes} />}
    </div>
  )
}
