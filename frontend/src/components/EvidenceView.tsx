import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { createRedactedTicket, createTicket } from '@/api/sdk.gen'
import { evidenceWords } from '@/i18n/evidence'
import { useWords } from '@/i18n/words'
import { send } from '@/lib/http/send'
import { isProblem } from '@/lib/http/problem'
import { address } from '@/lib/http/transport'
import { ErrorState } from './ErrorState'
import { Skeleton } from './Skeleton'

const DRAWN = new Set(['application/pdf', 'image/jpeg', 'image/png'])

async function loadPage(id: string, page: number, { redacted, version }: { redacted: boolean; version?: number }): Promise<{ blob: Blob; pages: number }> {
  const of = version === undefined ? '' : `&version=${version}`
  const response = await send(new Request(address(`/api/v1/evidence/${id}/${redacted ? 'redacted/' : ''}preview?page=${page}${of}`)))
  return { blob: await response.blob(), pages: Number(response.headers.get('x-page-count') ?? 1) }
}

/** Opens files by a download that the browser itself makes, from an address that holds for one minute; `error` says why it could not.
 * The present file, unless a version is given; of what is `redacted` the copy without personal data. */
export function useOpenFile() {
  return useMutation({
    mutationFn: async ({ id, version, redacted = false }: { id: string; version?: number; redacted?: boolean }) => {
      const path = { evidence_id: id }
      const { data } = redacted ? await createRedactedTicket({ path }) : await createTicket({ path, query: { version } })
      globalThis.location.assign(data.url)
    },
  })
}

export function DownloadButton({ id, redacted = false }: { id: string; redacted?: boolean }) {
  const words = useWords(evidenceWords)
  const opening = useOpenFile()
  return (
    <>
      <Button size="small" onClick={() => opening.mutate({ id, redacted })}>
        <Download size={16} aria-hidden /> {words.download}
      </Button>
      {opening.error !== null && <ErrorState error={opening.error} />}
    </>
  )
}

export function isDrawn(mediaType: string): boolean {
  return DRAWN.has(mediaType)
}

interface Drawing {
  /** Of the copy without personal data. */
  redacted?: boolean
  /** Of which file; the present one, unless given. */
  version?: number
  drawn?: boolean
}

/** A page of a document as the server draws it. */
export function usePage(id: string, page: number, { redacted = false, version, drawn = true }: Drawing = {}) {
  const query = useQuery({ queryKey: ['evidence-page', id, page, redacted, version], queryFn: () => loadPage(id, page, { redacted, version }), enabled: drawn, staleTime: 300_000 })
  const blob = query.data?.blob
  const url = useMemo(() => (blob === undefined ? null : URL.createObjectURL(blob)), [blob])
  useEffect(() => {
    if (url !== null) return () => URL.revokeObjectURL(url)
  }, [url])
  return { query, url, pages: query.data?.pages }
}

/** Why a page is not there. That a file cannot be drawn at all is no failure, and trying again changes nothing. */
export function NotDrawn({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (isProblem(error, 'no_preview')) return <p className="secondary">{error.detail}</p>
  return <ErrorState error={error} onRetry={onRetry} />
}

interface EvidenceViewProps {
  id: string
  title: string
  mediaType: string
  redacted?: boolean
  /** Which file; who judges it names the very one, so that no picture of another stands before them. */
  version?: number
}

/** The pages of a document, drawn by the server; other types are offered for download. */
export function EvidenceView({ id, title, mediaType, redacted = false, version }: EvidenceViewProps) {
  const words = useWords(evidenceWords)
  const [page, setPage] = useState(1)
  const drawn = isDrawn(mediaType)
  const { query, url, pages = 1 } = usePage(id, page, { redacted, version, drawn })
  if (!drawn) {
    return (
      <div className="stack">
        <p className="secondary">{words.noPreview}</p>
        <div>
          <DownloadButton id={id} redacted={redacted} />
        </div>
      </div>
    )
  }
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row">
        {pages > 1 && (
          <>
            <Button type="text" icon={<ChevronLeft size={18} aria-hidden />} aria-label={words.previousPage} aria-disabled={page === 1} onClick={() => setPage(Math.max(1, page - 1))} />
            <span>{words.pageOf(page, pages)}</span>
            <Button type="text" icon={<ChevronRight size={18} aria-hidden />} aria-label={words.nextPage} aria-disabled={page === pages} onClick={() => setPage(Math.min(pages, page + 1))} />
          </>
        )}
        <DownloadButton id={id} redacted={redacted} />
      </div>
      {query.error !== null && <NotDrawn error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton heights={[320]} />}
      {url !== null && <img src={url} alt={words.pageAlt(title, page)} style={{ width: '100%', border: '1px solid var(--color-split)', background: '#fff' }} />}
    </div>
  )
}
