import { Button } from 'antd'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { EvidenceRead, FileVersion } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { isDrawn, NotDrawn, usePage } from '@/components/EvidenceView'
import { PageHeader } from '@/components/PageHeader'
import { PersonalGuard } from '@/components/PersonalGuard'
import { QueryState } from '@/components/QueryState'
import { ScanNotice } from '@/components/Scan'
import { Skeleton } from '@/components/Skeleton'
import { FilterSelect } from '@/components/table/Select'
import { isOpen, useDocument } from '@/components/use-document'
import { evidenceWords } from '@/i18n/evidence'
import { judgingWords } from '@/i18n/judging'
import { useWords } from '@/i18n/words'
import { useShortcuts } from '@/lib/keys'
import { Differences } from './Differences'
import { Erased } from './Erasing'
import styles from './compare.module.css'

export interface CompareSearch {
  left?: number
  right?: number
}

interface CompareProps {
  search: CompareSearch
  onSearch: (search: CompareSearch) => void
}

/** Two files of one document beside one another, as the server draws them. */
export function ComparePage({ id, ...props }: CompareProps & { id: string }) {
  const query = useDocument(id)
  return (
    <QueryState query={query} heights={[32, 120, 480]}>
      {(document) => <Compared document={document} {...props} />}
    </QueryState>
  )
}

function Compared({ document, search, onSearch }: CompareProps & { document: EvidenceRead }) {
  const words = useWords(judgingWords)
  const { versions, file_version: present } = document
  const find = (number: number | undefined, otherwise: number) => versions.find((version) => version.number === number) ?? versions.find((version) => version.number === otherwise)
  const left = find(search.left, present - 1)
  const right = find(search.right, present)
  return (
    <div className="stack">
      <PageHeader title={words.compareOf(document.title)} facts={<AppLink href={`/evidence?document=${document.id}`}>{words.toDocument}</AppLink>} />
      {document.erased_at !== null ? (
        <Erased document={document} />
      ) : left === undefined || right === undefined ? (
        <p className="secondary">{words.oneVersion}</p>
      ) : (
        <>
          <Differences document={document} left={left} right={right} />
          <PersonalGuard personal={document.contains_personal_data}>
            <Sides document={document} left={left} right={right} onChoose={(chosen) => onSearch({ left: left.number, right: right.number, ...chosen })} />
          </PersonalGuard>
        </>
      )}
    </div>
  )
}

interface SidesProps {
  document: EvidenceRead
  left: FileVersion
  right: FileVersion
  onChoose: (chosen: CompareSearch) => void
}

/** Both at the same page: a key or a button turns it in both. */
function Sides({ document, left, right, onChoose }: SidesProps) {
  const words = useWords(judgingWords)
  const [page, setPage] = useState(1)
  const [shown, setShown] = useState<'left' | 'right'>('right')
  const drawn = [useVersion(document.id, page, left), useVersion(document.id, page, right)] as const
  const pages = Math.max(1, ...drawn.map((side) => side.pages ?? 1))
  const turn = (by: number) => setPage(Math.min(pages, Math.max(1, page + by)))
  useShortcuts([
    { keys: 'ArrowLeft', label: words.previous, run: () => turn(-1) },
    { keys: 'ArrowRight', label: words.next, run: () => turn(1) },
  ])
  const options = document.versions.map(({ number }) => ({ value: String(number), label: words.version(number) }))
  return (
    <section>
      <div className={styles.pager}>
        <div className={styles.switch} role="group" aria-label={words.shown}>
          {([['left', left], ['right', right]] as const).map(([side, version]) => (
            <Button key={side} type={shown === side ? 'primary' : 'default'} aria-pressed={shown === side} onClick={() => setShown(side)}>
              {words.version(version.number)}
            </Button>
          ))}
        </div>
        <span className="row" style={{ flexWrap: 'nowrap' }}>
          <Button icon={<ChevronLeft size={18} aria-hidden />} aria-label={words.previous} aria-disabled={page === 1} onClick={() => turn(-1)} />
          <span role="status">{words.page(page, pages)}</span>
          <Button icon={<ChevronRight size={18} aria-hidden />} aria-label={words.next} aria-disabled={page === pages} onClick={() => turn(1)} />
        </span>
        {options.length > 2 && (
          <>
            <FilterSelect label={words.onLeft} value={String(left.number)} options={options} onChange={(number) => onChoose({ left: Number(number) })} />
            <FilterSelect label={words.onRight} value={String(right.number)} options={options} onChange={(number) => onChoose({ right: Number(number) })} />
          </>
        )}
      </div>
      <div className={styles.sides} data-shown={shown}>
        <Side title={document.title} version={left} page={page} drawn={drawn[0]} />
        <Side title={document.title} version={right} page={page} drawn={drawn[1]} />
      </div>
    </section>
  )
}

function useVersion(id: string, page: number, version: FileVersion) {
  return usePage(id, page, { version: version.number, drawn: isDrawn(version.media_type) && isOpen(version.scan_state) })
}

function Side({ title, version, page, drawn }: { title: string; version: FileVersion; page: number; drawn: ReturnType<typeof usePage> }) {
  const words = useWords(judgingWords)
  const evidence = useWords(evidenceWords)
  const { query, url, pages = 1 } = drawn
  return (
    <article className={styles.side}>
      <h2>{words.version(version.number)}</h2>
      {!isOpen(version.scan_state) ? (
        <ScanNotice state={version.scan_state} finding={version.scan_finding} mends={false} />
      ) : !isDrawn(version.media_type) ? (
        <p className="secondary">{evidence.noPreview}</p>
      ) : page > pages ? (
        <p className="secondary">{words.noSuchPage}</p>
      ) : url !== null ? (
        <img className={styles.page} src={url} alt={evidence.pageAlt(`${title}, ${words.version(version.number)}`, page)} />
      ) : query.error !== null ? (
        <NotDrawn error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton heights={[480]} />
      )}
    </article>
  )
}
