import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { ChevronDown, ChevronUp, Copy } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { getEvidenceTextOptions } from '@/api/@tanstack/react-query.gen'
import type { EvidenceRead, TextRead } from '@/api/types.gen'
import { useFindings } from '@/components/Alike'
import { EvidenceView } from '@/components/EvidenceView'
import { QueryState } from '@/components/QueryState'
import { ViewTabs } from '@/components/ViewTabs'
import { textsWords } from '@/i18n/texts'
import { useWords } from '@/i18n/words'
import { cutAt, foldAligned, placesOfPhrase } from '@/lib/highlight'
import styles from './evidence.module.css'

const MOST_HITS = 500
type View = 'pages' | 'text'

/** A document as drawn pages, or as the text that was read in it. */
export function DocumentViews({ document, query }: { document: EvidenceRead; query?: string }) {
  const words = useWords(textsWords)
  const [view, setView] = useState<View>('pages')
  const { data } = useFindings(document.id)
  const tabs = [
    { key: 'pages', label: words.pagesView },
    { key: 'text', label: words.textView },
  ]
  return (
    <div className="stack" style={{ gap: 8 }}>
      <ViewTabs label={words.views} tabs={tabs} chosen={view} onChoose={(chosen) => setView(chosen as View)} />
      {view === 'pages' ? (
        <EvidenceView id={document.id} title={document.title} mediaType={document.media_type} version={document.file_version} />
      ) : data === undefined || data.text_state === 'read' ? (
        <DocumentText id={document.id} version={document.file_version} query={query ?? ''} />
      ) : (
        <p className="secondary">{words.states[data.text_state]}</p>
      )}
    </div>
  )
}

function DocumentText({ id, version, query }: { id: string; version: number; query: string }) {
  // reading the text of a marked file is recorded, so what was read stays at hand
  const text = useQuery({ ...getEvidenceTextOptions({ path: { evidence_id: id }, query: { version } }), staleTime: 300_000 })
  return (
    <QueryState query={text} heights={[36, 320]}>
      {(read) => <Text read={read} query={query} />}
    </QueryState>
  )
}

/** The text, to read and to copy, with a search that goes from hit to hit. */
function Text({ read, query }: { read: TextRead; query: string }) {
  const words = useWords(textsWords)
  const [wanted, setWanted] = useState(query)
  const [at, setAt] = useState(0)
  const [copied, setCopied] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const folded = useMemo(() => read.pages.map((page) => foldAligned(page.text)), [read])
  const places = useMemo(() => folded.map((page) => placesOfPhrase(page, wanted).slice(0, MOST_HITS)), [folded, wanted])
  const count = places.reduce((sum, page) => sum + page.length, 0)
  const current = count === 0 ? -1 : at % count
  useEffect(() => {
    box.current?.querySelector('mark[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current, wanted])
  const go = (by: number) => setAt((before) => (count === 0 ? 0 : (before + by + count) % count))
  const copy = async () => {
    await navigator.clipboard.writeText(read.pages.map((page) => page.text).join('\n\n'))
    setCopied(true)
  }
  if (read.state !== 'read') return <p className="secondary">{words.states[read.state]}</p>
  return (
    <div className="stack" style={{ gap: 8 }}>
      {read.truncated && <p className="secondary small">{words.truncated}</p>}
      <div className="row" role="search">
        <input
          type="search"
          className="input"
          style={{ flex: '1 1 180px' }}
          aria-label={words.searchWithin}
          placeholder={words.searchWithin}
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value)
            setAt(0)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
          }}
        />
        {wanted.trim() !== '' && (
          <>
            <span role="status" className="secondary small">{words.hitOf(current + 1, count)}</span>
            <Button type="text" icon={<ChevronUp size={18} aria-hidden />} aria-label={words.previousHit} aria-disabled={count === 0} onClick={() => go(-1)} />
            <Button type="text" icon={<ChevronDown size={18} aria-hidden />} aria-label={words.nextHit} aria-disabled={count === 0} onClick={() => go(1)} />
          </>
        )}
      </div>
      {/* it scrolls, so a keyboard must be able to go there */}
      <div ref={box} className={styles.text} role="region" aria-label={words.textView} tabIndex={0}>
        {read.pages.map((page, index) => (
          <Page key={page.number} read={read} page={page} places={places[index] ?? []} before={places.slice(0, index).reduce((sum, hits) => sum + hits.length, 0)} current={current} />
        ))}
      </div>
      <div className="row">
        <Button size="small" icon={<Copy size={16} aria-hidden />} onClick={() => void copy()}>
          {words.copy}
        </Button>
        {copied && <span role="status">{words.copied}</span>}
      </div>
    </div>
  )
}

interface PageProps {
  read: TextRead
  page: TextRead['pages'][number]
  places: [number, number][]
  before: number
  current: number
}

function Page({ read, page, places, before, current }: PageProps) {
  const words = useWords(textsWords)
  return (
    <>
      {read.pages.length > 1 && <h4 className="secondary small">{words.page(page.number)}</h4>}
      <p>
        {cutAt(page.text, places).map((part, at) =>
          part.hit ? (
            <mark key={at} aria-current={before + part.before === current ? 'true' : undefined}>
              {part.text}
            </mark>
          ) : (
            part.text
          ),
        )}
      </p>
    </>
  )
}
