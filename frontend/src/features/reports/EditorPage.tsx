import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, type ReactNode } from 'react'
import { getReportOptions, listLinesOptions } from '@/api/@tanstack/react-query.gen'
import type { AnswerRead, LineRead, ReportRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { PageHeader } from '@/components/PageHeader'
import { PaperMenu } from '@/components/papers/PaperMenu'
import { QueryState } from '@/components/QueryState'
import { askingWords } from '@/i18n/asking'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { useDrafts } from '@/lib/drafts/use-drafts'
import { useUploads } from '@/lib/upload'
import { THREE_PANES, useMedia } from '@/lib/use-media'
import { AnswersPane } from './asking/AnswersPane'
import { answerDrafts, useFreshAnswers } from './asking/answers'
import { useAnswers } from './asking/use-answers'
import { CarryUpdates } from './CarryUpdates'
import { CorrectionsBox } from './CorrectionsBox'
import { LineAside } from './LineAside'
import { LineList } from './LineList'
import { LinePane } from './LinePane'
import { LineTable } from './LineTable'
import { lineDrafts, passes, reloadLine, useFreshLines, type Place } from './lines'
import { ReportActions } from './ReportActions'
import { ReportFacts } from './ReportFacts'
import { ReportPack } from './ReportPack'
import { SavedMark } from './SavedMark'
import { SealBox } from './SealBox'
import { useEditorKeys } from './use-editor-keys'
import styles from './editor.module.css'
import lineStyles from './line.module.css'

type Shown = NonNullable<Place['view']>

interface EditorPageProps {
  reportId: string
  /** The active line, the filter and the view live in the address, so that Back and a reload find the place again. */
  place: Place
  onPlace: (place: Place) => void
  /** To the page that says what is still missing, and that sends. */
  onCheck: () => void
}

/** A unit's report: the lines, one of them open, and what belongs to it. */
export function EditorPage(props: EditorPageProps) {
  const report = useQuery(getReportOptions({ path: { report_id: props.reportId } }))
  const lines = useQuery(listLinesOptions({ path: { report_id: props.reportId } }))
  return (
    <QueryState query={report} heights={[40, 24, 480]}>
      {(read) => (
        <QueryState query={lines} heights={[40, 24, 480]}>
          {({ items }) => <WithAnswers report={read}>{(asked) => <Editor key={read.id} {...props} report={read} read={items} asked={asked} />}</WithAnswers>}
        </QueryState>
      )}
    </QueryState>
  )
}

/** Waits for the answers where the report has any. */
function WithAnswers({ report, children }: { report: ReportRead; children: (answers: readonly AnswerRead[]) => ReactNode }) {
  const { query, items } = useAnswers(report)
  if (report.answers_total === 0) return children(items)
  return (
    <QueryState query={query} heights={[40, 24, 480]}>
      {(read) => children(read.items)}
    </QueryState>
  )
}

function Editor({ report, read, asked, place, onPlace, onCheck }: EditorPageProps & { report: ReportRead; read: readonly LineRead[]; asked: readonly AnswerRead[] }) {
  const words = useWords(reportsWords)
  const drafts = useDrafts(lineDrafts)
  const wide = useMedia(THREE_PANES)
  const lines = useFreshLines(read)
  const answerEngine = useDrafts(answerDrafts)
  const answers = useFreshAnswers(asked)
  const view = viewOf(place, lines, answers)
  const filter = place.filter ?? 'all'
  const line = lines.find(({ id }) => id === place.line) ?? firstToMend(report, lines)
  const shown = useMemo(() => lines.filter((item) => passes(item, filter)), [lines, filter])
  // a file may arrive after its line was left
  useUploads(undefined, (_, { fields }) => {
    const [type, id] = (fields['link_to'] ?? '').split(':')
    if (type === 'report_line' && id !== undefined) void reloadLine(id).catch(() => undefined) // without network the line is read again with its report
  })
  const keys = useEditorKeys({ lines, shown, line, drafts, place: { ...place, view }, onPlace, onCheck, alsoSave: () => answerEngine.flushAll() })
  return (
    <div className={styles.page} data-fills data-shows={place.line === undefined || view === 'answers' ? 'list' : 'line'}>
      <div className={styles.head}>
        <PageHeader
          title={words.title(report.period.title, report.unit.name)}
          facts={
            <>
              <ReportFacts report={report} />
              {report.blocked !== null && report.state !== 'submitted' && <span className="secondary small">{report.blocked.detail}</span>}
            </>
          }
          actions={
            <>
              <SavedMark drafts={drafts} answers={answerEngine} asked={keys.asked} />
              {report.has_paper && <PaperMenu path={`/api/v1/reports/${report.id}/export`} />}
              <ReportPack report={report} lines={lines} />
              <ReportActions report={report} place={place} onPlace={onPlace} />
            </>
          }
        />
        {report.return_reason !== null && report.state === 'returned' && <p className={lineStyles.returned}>{report.return_reason}</p>}
        <SealBox report={report} />
        <CorrectionsBox report={report} lines={lines} />
        <CarryUpdates report={report} onOpen={(next) => onPlace({ line: next })} />
      </div>
      {answers.length > 0 && lines.length > 0 && <Parts answers={answers} lines={lines} view={view} onView={(next) => onPlace({ view: next })} />}
      {lines.length === 0 && answers.length === 0 && <EmptyState>{words.noLines}</EmptyState>}
      {view === 'answers' && <AnswersPane answers={answers} drafts={answerEngine} wanted={place.answer} report={report} />}
      {lines.length > 0 && view === 'table' && <LineTable lines={lines} drafts={drafts} onOpen={(next) => onPlace({ line: next.id })} />}
      {line !== undefined && view === 'lines' && (
        <div className={styles.panes}>
          <LineList lines={lines} current={line.id} filter={filter} onFilter={(next) => onPlace({ ...place, filter: next })} onOpen={keys.open} />
          <LinePane report={report} lines={lines} line={line} drafts={drafts} keys={keys} place={place} onPlace={onPlace} aside={!wide} />
          {wide && (
            <aside className={styles.aside} aria-label={words.aside}>
              <LineAside key={line.id} line={line} />
            </aside>
          )}
        </div>
      )}
    </div>
  )
}

/** Questions come first as long as one of them waits for an answer, unless the address names a line. */
function viewOf({ view, line }: Place, lines: readonly LineRead[], answers: readonly AnswerRead[]): Shown {
  if (answers.length === 0) return view === 'table' ? 'table' : 'lines'
  if (view !== undefined || lines.length === 0) return view ?? 'answers'
  const waits = answers.some(({ editable, complete, value }) => editable && (!complete || value === null))
  return line === undefined && waits ? 'answers' : 'lines'
}

/** The two parts of a report that was asked for tasks and questions. */
function Parts({ answers, lines, view, onView }: { answers: readonly AnswerRead[]; lines: readonly LineRead[]; view: Shown; onView: (view: Place['view']) => void }) {
  const words = useWords(reportsWords)
  const asking = useWords(askingWords)
  const common = useWords(commonWords)
  const done = (items: readonly { complete: boolean }[]) => items.filter(({ complete }) => complete).length
  const options: { value: Shown; label: string }[] = [
    { value: 'answers', label: common.table.answersOf(done(answers), answers.length) },
    { value: 'lines', label: words.linesOf(done(lines), lines.length) },
  ]
  return (
    <div className="row" style={{ padding: '4px 0' }}>
      <Segmented<Shown> aria-label={asking.answers} value={view === 'answers' ? 'answers' : 'lines'} options={options} onChange={onView} />
    </div>
  )
}

/** Where the report opens: on what came back, else on what is not complete. */
function firstToMend(report: ReportRead, lines: readonly LineRead[]): LineRead | undefined {
  const returned = report.state === 'returned' ? lines.find((line) => line.review_state === 'returned') : undefined
  return returned ?? lines.find(({ complete }) => !complete) ?? lines[0]
}
