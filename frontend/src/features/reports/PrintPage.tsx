import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Printer } from 'lucide-react'
import { getReportOptions, listLinesOptions } from '@/api/@tanstack/react-query.gen'
import type { LineRead, ReportRead } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatDay, formatPercent, formatTime } from '@/lib/format'
import { useMe, useToday } from '@/lib/session/access'
import styles from './paper.module.css'

/** The report as a paper for signature: letterhead, table of lines, signer (Nghị định 30/2020/NĐ-CP). Number and date stay blank. */
export function PrintPage({ reportId }: { reportId: string }) {
  const words = useWords(reportsWords)
  const common = useWords(commonWords)
  const report = useQuery(getReportOptions({ path: { report_id: reportId } }))
  const lines = useQuery(listLinesOptions({ path: { report_id: reportId } }))
  return (
    <QueryState query={report}>
      {(read) => (
        <>
          <div className="no-print" data-frame>
            <PageHeader
              title={words.title(read.period.title, read.unit.name)}
              facts={<span className="secondary">{words.printHint}</span>}
              actions={
                <>
                  <Button type="primary" onClick={() => globalThis.print()}>
                    <Printer size={16} aria-hidden /> {common.print}
                  </Button>
                  <LinkButton href={`/reports/${read.id}`}>
                    {words.backToReport}
                  </LinkButton>
                </>
              }
            />
          </div>
          <article className={styles.paper} tabIndex={0} aria-label={words.print}>
            <Letterhead report={read} />
            <QueryState query={lines}>{({ items }) => <Lines lines={items} />}</QueryState>
            <Signature />
          </article>
        </>
      )}
    </QueryState>
  )
}

function Letterhead({ report: { unit, period } }: { report: ReportRead }) {
  const words = useWords(reportsWords)
  return (
    <>
      <div className={styles.paperHead}>
        <p>
          <strong>{unit.name.toUpperCase()}</strong>
          <br />
          <span className={styles.number}>{words.number}</span>
        </p>
        <p>
          <strong>{words.nation}</strong>
          <br />
          <strong>{words.motto}</strong>
          <br />
          <em>{words.placeDate}</em>
        </p>
      </div>
      <p className={styles.paperTitle}>
        {words.printTitle}
        <br />
        {period.title} ({words.dataFrom(formatDay(period.data_from), formatDay(period.data_to))})
      </p>
    </>
  )
}

function Lines({ lines }: { lines: readonly LineRead[] }) {
  const words = useWords(reportsWords)
  return (
    <table>
      <colgroup>
        {['6%', '24%', '34%', '9%', '27%'].map((width, index) => (
          <col key={index} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {[words.order, words.task, words.result, words.percentShort, words.remarks].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{line.number}</td>
            <td>{line.task.title}</td>
            <td className={styles.text}>{[line.result, line.figures_text].filter(Boolean).join('\n')}</td>
            <td>{line.percent === null ? '' : formatPercent(line.percent)}</td>
            <td className={styles.text}>{[line.difficulties, line.proposals].filter(Boolean).join('\n')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Signature() {
  const words = useWords(reportsWords)
  const common = useWords(commonWords)
  const me = useMe()
  const today = useToday()
  return (
    <>
      <div className={styles.paperFoot}>
        <p>
          <strong>{words.recipients}</strong>
        </p>
        <p className={styles.signer}>
          <strong>{words.headOfUnit}</strong>
        </p>
      </div>
      <p className={styles.printed}>
        {common.printedAt(formatTime(new Date()), formatDay(today))} · {me.full_name}
      </p>
    </>
  )
}
