import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { getReportOptions } from '@/api/@tanstack/react-query.gen'
import type { ReportRead, WorkbookResult } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { DownloadButton } from '@/components/DownloadButton'
import { DropArea } from '@/components/DropArea'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { FileButton } from '@/components/Files'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { Mark } from '@/components/Status'
import { offlineWords } from '@/i18n/offline'
import { useWords } from '@/i18n/words'
import { formatNumber, formatSize } from '@/lib/format'
import { LineCard } from './LineCard'
import { MissingDocuments } from './MissingDocuments'
import { MAX_WORKBOOK_BYTES, openIn, useWorkbook, writes, type Workbook } from './use-workbook'
import styles from './offline.module.css'

type View = 'conflict' | 'refused' | 'fill' | 'unchanged' | 'all'

const VIEWS: readonly View[] = ['conflict', 'refused', 'fill', 'unchanged', 'all']
const ACCEPT = '.xlsx'

/** A report that leaves as a workbook, and comes back after every change was looked at. */
export function OfflinePage({ reportId }: { reportId: string }) {
  const query = useQuery(getReportOptions({ path: { report_id: reportId } }))
  return <QueryState query={query}>{(report) => <Offline report={report} />}</QueryState>
}

function Offline({ report }: { report: ReportRead }) {
  const words = useWords(offlineWords)
  const workbook = useWorkbook(report.id)
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const { file, seen, reading, storing } = workbook
  const may = report.allowed_actions.includes('edit')
  const stored = storing.data
  const take = ([chosen]: readonly File[]) => {
    if (chosen === undefined) return
    setTooLarge(chosen.size > MAX_WORKBOOK_BYTES ? words.tooLarge(formatSize(chosen.size)) : null)
    if (chosen.size <= MAX_WORKBOOK_BYTES) workbook.read(chosen)
  }
  return (
    <DropArea active={may && stored === undefined} says={words.drop} onFiles={take}>
      <PageHeader title={words.title} facts={<span>{`${report.period.title} – ${report.unit.name}`}</span>} actions={<LinkButton href={`/reports/${report.id}`}>{words.toReport}</LinkButton>} />
      {!may && <EmptyState>{words.mayNot}</EmptyState>}
      {may && seen === undefined && <Begin report={report} onFiles={take} />}
      {reading.isPending && <p role="status">{words.reading}</p>}
      {tooLarge !== null && <p className="field__error" role="alert">{tooLarge}</p>}
      {reading.error !== null && <ErrorState error={reading.error} />}
      {stored !== undefined && <Stored report={report} stored={stored} />}
      {may && seen !== undefined && file !== null && stored === undefined && <Check seen={seen} file={file} report={report} workbook={workbook} onFiles={take} />}
    </DropArea>
  )
}

function Begin({ report, onFiles }: { report: ReportRead; onFiles: (files: readonly File[]) => void }) {
  const words = useWords(offlineWords)
  return (
    <ol className={styles.begin}>
      <li className="panel">
        <h2>{`1. ${words.out}`}</h2>
        <p>{words.outHint}</p>
        <DownloadButton path={`/api/v1/reports/${report.id}/workbook`} fileName="bao-cao-de-dien.xlsx" label={words.out} />
      </li>
      <li className="panel">
        <h2>{`2. ${words.back}`}</h2>
        <p>{words.backHint}</p>
        <FileButton label={words.choose} accept={ACCEPT} primary onFiles={onFiles} />
      </li>
    </ol>
  )
}

interface CheckProps {
  seen: WorkbookResult
  file: File
  report: ReportRead
  workbook: Workbook
  onFiles: (files: readonly File[]) => void
}

/** Opens on what must be chosen; else on what is wrong, else on what is filled. */
function Check({ seen, file, report, workbook, onFiles }: CheckProps) {
  const words = useWords(offlineWords)
  const [chosen, setChosen] = useState<View | null>(null)
  const countOf = (view: View) => (view === 'all' ? seen.lines.length : seen[view])
  const view = chosen ?? VIEWS.find((known) => known !== 'unchanged' && countOf(known) > 0) ?? 'all'
  const lines = seen.lines.filter(({ status }) => view === 'all' || status === view)
  const open = seen.lines.reduce((sum, line) => sum + openIn(line, workbook.choices), 0)
  const writing = seen.lines.filter((line) => writes(line, workbook.choices)).length
  const { storing } = workbook
  const ready = open === 0 && writing > 0 && !storing.isPending
  return (
    <div className="stack">
      <p className="secondary">{`${file.name} · ${words.madeAt(seen.made_at)}`}</p>
      <MissingDocuments seen={seen} reportId={report.id} onArrived={() => workbook.read(file, true)} />
      <Chips label={words.counts} chips={VIEWS.filter((known) => known === 'all' || countOf(known) > 0).map((key) => ({ key, label: words.views[key], count: countOf(key) }))} chosen={view} onChoose={setChosen} />
      {writing === 0 && <p role="status">{words.nothing}</p>}
      <ul className={styles.cards}>
        {lines.map((line, place) => (
          <LineCard key={line.line_id === null ? `${line.cell}${place}` : `${line.line_id}${line.cell}`} line={line} workbook={workbook} />
        ))}
      </ul>
      <div className={styles.bar}>
        {writing > 0 && (
          <Button type="primary" aria-disabled={!ready} onClick={() => ready && storing.mutate(file)}>
            {storing.isPending ? words.storing : words.store(formatNumber(writing))}
          </Button>
        )}
        <FileButton label={words.other} accept={ACCEPT} onFiles={onFiles} />
        <span role="status" className="secondary">
          {open > 0 ? words.left(formatNumber(open)) : seen.refused > 0 ? words.refusedNote(formatNumber(seen.refused)) : ''}
        </span>
        {storing.error !== null && (
          <ErrorState error={storing.error}>
            <Button onClick={() => workbook.read(file)}>{words.again}</Button>
          </ErrorState>
        )}
      </div>
    </div>
  )
}

function Stored({ report, stored }: { report: ReportRead; stored: WorkbookResult }) {
  const words = useWords(offlineWords)
  return (
    <div className="panel stack" role="status">
      <Mark icon={CircleCheck} colour="green">
        {words.stored(formatNumber(stored.stored))}
      </Mark>
      {stored.refused > 0 && <p>{words.refusedNote(formatNumber(stored.refused))}</p>}
      <div>
        <LinkButton type="primary" href={`/reports/${report.id}`}>
          {words.toReport}
        </LinkButton>
      </div>
    </div>
  )
}
